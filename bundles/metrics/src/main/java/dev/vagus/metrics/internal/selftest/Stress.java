package dev.vagus.metrics.internal.selftest;

import dev.vagus.metrics.SelfTestSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** All kinds of traffic at once, each by some threads, for some time; then each is settled and becomes a row. */
final class Stress {
    private static final long JOIN_MILLIS = 5_000;

    private final SelfTestSpec spec;
    private final List<Lane> lanes = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    Stress(SelfTestSpec spec) {
        this.spec = spec;
    }

    /**
     * Makes the load on threads of its own and waits for its end.
     *
     * @return for each kind of traffic what settles it
     */
    List<Check> run(List<Load> loads) throws InterruptedException {
        loads.forEach(load -> lanes.add(new Lane(load)));
        long start = System.nanoTime();
        try {
            lanes.forEach(Lane::start);
            if (lanes.stream().anyMatch(lane -> !lane.threads.isEmpty())) {
                over.await(spec.duration().toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            over.countDown();
            for (Lane lane : lanes) {
                lane.join();
            }
        }
        long nanos = System.nanoTime() - start;
        return lanes.stream()
                .map(lane -> new Check(lane.load.concern(), lane.load.name(), at -> lane.settle(nanos)))
                .toList();
    }

    /** One kind of traffic and the threads that make it. */
    private final class Lane {
        final Load load;
        final List<Thread> threads = new ArrayList<>();
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

        Lane(Load load) {
            this.load = load;
        }

        void start() {
            try {
                load.begin();
            } catch (RuntimeException e) {
                failure.set(e);
                return;
            }
            for (int i = 1; i <= spec.concurrency(); i++) {
                Thread thread = new Thread(null, this::make, "vagus-self-test-" + load.concern() + '-' + i, 0, false);
                thread.setContextClassLoader(Stress.class.getClassLoader());
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
        }

        private void make() {
            try {
                while (over.getCount() > 0 && failure.get() == null) {
                    load.once();
                }
            } catch (Exception e) {
                failure.compareAndSet(null, e);
            }
        }

        /** What a thread is at is finished, unless it takes too long: then it is interrupted. */
        void join() {
            boolean interrupted = Thread.interrupted();
            for (Thread thread : threads) {
                try {
                    thread.join(JOIN_MILLIS);
                    if (thread.isAlive()) {
                        failure.compareAndSet(null, new CheckFailed("the thread " + thread.getName() + " did not end"));
                        thread.interrupt();
                    }
                } catch (InterruptedException e) {
                    thread.interrupt();
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        String settle(long nanos) throws Exception {
            Exception failed = failure.get();
            if (failed != null) {
                throw failed;
            }
            return load.end(nanos);
        }
    }
}
