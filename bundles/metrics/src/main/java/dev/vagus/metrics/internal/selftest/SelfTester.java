package dev.vagus.metrics.internal.selftest;

import dev.vagus.metrics.ChannelTest;
import dev.vagus.metrics.OperationTest;
import dev.vagus.metrics.SelfTestReport;
import dev.vagus.metrics.SelfTestRow;
import dev.vagus.metrics.SelfTestSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tries things for whoever asks. Thread-safe; each test runs on the thread that asks for it. */
public final class SelfTester {
    /** How long something may take that should happen at once, also on a machine that has much to do. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Clock clock;
    private final Duration patience;
    private final BreakerPolicy policy;
    private final CallStop stop;
    private final Slots slots = new Slots();

    /** The threads of tests that can be interrupted; guarded by itself. */
    private final Set<Thread> running = new HashSet<>();

    private boolean stopped;

    /** One that is ready. */
    public SelfTester(Clock clock, Duration patience, BreakerPolicy policy, CallStop stop) {
        this.clock = clock;
        this.patience = patience;
        this.policy = policy;
        this.stop = stop;
    }

    /** As {@link dev.vagus.metrics.SelfTest#run} says. */
    public SelfTestReport run(Concerns concerns, SelfTestSpec spec, Consumer<? super SelfTestRow> progress)
            throws InterruptedException {
        enter();
        int slot = slots.take();
        try {
            Place place = new Place(slot, concerns.module());
            return new SelfTestRun(spec, place, at -> new Scene(concerns, at, patience, policy), progress)
                    .run(clock.instant());
        } catch (InterruptedException e) {
            throw told(e);
        } finally {
            slots.give(slot);
            leave();
        }
    }

    /** As {@link dev.vagus.metrics.SelfTest#channel} says. */
    public ChannelTest channel(Concerns concerns, String name, Duration timeout) throws InterruptedException {
        enter();
        try {
            return new ChannelTrip(concerns.bus(), name).run(timeout);
        } catch (InterruptedException e) {
            throw told(e);
        } finally {
            leave();
        }
    }

    /** As {@link dev.vagus.metrics.SelfTest#operation} says. */
    public OperationTest operation(
            Concerns concerns, String name, Map<String, ? extends @Nullable Object> arguments, boolean runHandler) {
        return new OperationTrial(concerns, stop).run(name, arguments, runHandler);
    }

    private void enter() {
        synchronized (running) {
            if (stopped) {
                throw new IllegalStateException("the bundle dev.vagus.metrics has stopped, and its self-test with it");
            }
            running.add(Thread.currentThread());
        }
    }

    private void leave() {
        synchronized (running) {
            running.remove(Thread.currentThread());
            running.notifyAll();
        }
    }

    /** The same with who interrupted. */
    private InterruptedException told(InterruptedException interrupt) {
        boolean byStop;
        synchronized (running) {
            byStop = stopped;
        }
        InterruptedException told = new InterruptedException(
                (byStop ? "the bundle dev.vagus.metrics has stopped, and" : "the thread was interrupted:")
                        + " the self-test ended early; what it brought was taken away");
        told.initCause(interrupt);
        return told;
    }

    /** Interrupts what is under way and waits, bounded, until it has taken away what it brought. */
    public void stop(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        synchronized (running) {
            stopped = true;
            running.forEach(Thread::interrupt);
            try {
                for (long left = deadline.toMillis(); !running.isEmpty() && left > 0; ) {
                    running.wait(left);
                    left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
