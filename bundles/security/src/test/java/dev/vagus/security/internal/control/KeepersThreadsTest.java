package dev.vagus.security.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keepers come while it is switched on and off: each acts by the last wish, before anybody is told that it holds. */
class KeepersThreadsTest {
    private static final int CHANGES = 2_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Keepers keepers = new Keepers();

    /** Odd while the wish is being changed; otherwise half of it is the number of wishes, of which each other one requires. */
    private final AtomicLong stage = new AtomicLong();

    private final AtomicLong came = new AtomicLong();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void whoeverComesActsByTheLastWishAndWhoeverWasThereToo() throws Exception {
        Future<Long> one = threads.submit(this::comeAndGo);
        Future<Long> other = threads.submit(this::comeAndGo);
        FakeKeeper there = new FakeKeeper();
        keepers.add("there", there);
        for (int i = 1; i <= CHANGES; i++) {
            boolean requires = i % 2 == 1;
            stage.incrementAndGet();
            assertThat(keepers.want(requires ? Wish.REQUIRE : Wish.RELEASE)).isEmpty();
            assertThat(there.written.contains("security")).isEqualTo(requires);
            stage.incrementAndGet();
            long enough = came.get() + 2;
            while (came.get() < enough && !one.isDone() && !other.isDone()) {
                Thread.onSpinWait();
            }
        }
        stage.set(-1);
        assertThat(one.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(other.get(30, TimeUnit.SECONDS)).isZero();
    }

    private long comeAndGo() {
        long wrong = 0;
        while (stage.get() >= 0) {
            FakeKeeper keeper = FakeKeeper.thatRequires(stage.get() % 4 < 2 ? "security" : "another");
            long before = stage.get();
            keepers.add("new", keeper);
            boolean required = keeper.written.contains("security");
            if (before > 0 && before % 2 == 0 && stage.get() == before) {
                wrong += required == (before / 2 % 2 == 1) ? 0 : 1;
            }
            keepers.remove(keeper);
            came.incrementAndGet();
        }
        return wrong;
    }
}
