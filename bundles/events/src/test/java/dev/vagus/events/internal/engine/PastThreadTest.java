package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PastThreadTest {
    private final PastThread thread = new PastThread();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void workIsDoneInOrderAndAnErrorEndsNothing() {
        thread.run(0, () -> {
            done.add("a");
            throw new IllegalStateException("broken");
        });
        thread.run(20, () -> done.add("c"));
        thread.run(0, () -> done.add("b on " + Thread.currentThread().getName()));

        await().untilAsserted(() -> assertThat(done).containsExactly("a", "b on vagus-events-past", "c"));
        thread.stop(() -> {});
    }

    @Test
    void aStopWaitsForWhatIsBeingDoneAndDoesOnlyTheLastPiece() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        thread.run(0, () -> {
            begun.countDown();
            done.add(awaits(goOn) ? "done" : "interrupted");
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        thread.run(0, () -> done.add("waiting"));
        thread.run(60_000, () -> done.add("later"));
        Thread stopping = new Thread(() -> thread.stop(() -> done.add("last")), "test-stop");
        stopping.start();
        await().until(() -> !thread.run(0, () -> done.add("refused")));
        goOn.countDown();
        stopping.join(30_000);

        assertThat(done).contains("done").endsWith("last").doesNotContain("later", "interrupted");
        assertThat(stopping.isAlive()).isFalse();
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
