package dev.vagus.benchmarks.bus.carrier;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The one thread that carriers without threads of their own are given: it keeps order, as a mailbox does. */
final class SubscriberThread {
    private SubscriberThread() {}

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "subscribers");
        thread.setDaemon(true);
        return thread;
    }

    static ExecutorService executor() {
        return Executors.newSingleThreadExecutor(SubscriberThread::daemon);
    }
}
