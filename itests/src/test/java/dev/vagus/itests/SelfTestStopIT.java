package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.metrics.SelfTest;
import dev.vagus.metrics.SelfTestReport;
import dev.vagus.metrics.SelfTestRow;
import dev.vagus.metrics.SelfTestSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** The bundle metrics stops in the middle of a self-test. */
public class SelfTestStopIT extends FelixTest {
    private static final SelfTestSpec LONG =
            SelfTestSpec.FULL.lasting(Duration.ofMinutes(5)).concurrent(2);

    private Bundle metrics;
    private Set<Thread> threadsBefore;
    private List<String> tracesBefore;

    @Before
    public void lookAtWhatThereIs() throws Exception {
        service(SelfTest.class).run(SelfTestSpec.BASIC, row -> {});
        metrics = bundle("dev.vagus.metrics");
        threadsBefore = threads();
        tracesBefore = Traces.of(this);
    }

    @After
    public void startAgain() throws Exception {
        metrics.start();
    }

    @Test
    public void whereverATestIsItEndsAtOnceAndLeavesNothing() throws Exception {
        for (int rows : new int[] {1, 3, 6, 8, 11, 13, 15, 17, 19}) {
            metrics.start();
            CompletableFuture<SelfTestReport> test = start(LONG, rows);

            long start = System.nanoTime();
            metrics.stop();

            assertEnded(test);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertNothingIsLeft();
        }
    }

    @Test
    public void underLoadItEndsWithItsThreads() throws Exception {
        CompletableFuture<SelfTestReport> test = start(SelfTestSpec.STRESS.lasting(Duration.ofMinutes(5)), 0);
        await().until(() -> threads().stream().anyMatch(each -> each.getName().contains("self-test")));

        metrics.stop();

        assertEnded(test);
        assertNothingIsLeft();
    }

    @Test
    public void theShellSaysWhyItEndedEarlyAndThatIsAFailure() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        CommandProcessor processor = service(CommandProcessor.class);
        CompletableFuture<Object> command = new CompletableFuture<>();
        try (CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
            run(command, () -> session.execute("vagus:self-test full --duration 5m"));
            await().until(() -> bytes.toString(StandardCharsets.UTF_8).contains("PASSED"));

            metrics.stop();

            assertThatThrownBy(() -> command.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("the bundle dev.vagus.metrics has stopped, and the self-test ended early");
        }
        assertNothingIsLeft();
    }

    /** Starts a test on a thread of its own, and returns when it has got so many rows. */
    private CompletableFuture<SelfTestReport> start(SelfTestSpec spec, int rows) throws InterruptedException {
        SelfTest service = service(SelfTest.class);
        CountDownLatch there = new CountDownLatch(rows);
        CompletableFuture<SelfTestReport> test = new CompletableFuture<>();
        run(test, () -> service.run(spec, (SelfTestRow row) -> there.countDown()));
        assertThat(there.await(30, TimeUnit.SECONDS)).isTrue();
        return test;
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> void run(CompletableFuture<T> end, Work<T> work) {
        new Thread(() -> {
                    try {
                        end.complete(work.run());
                    } catch (Exception e) {
                        end.completeExceptionally(e);
                    }
                })
                .start();
    }

    private static void assertEnded(CompletableFuture<SelfTestReport> test) {
        assertThatThrownBy(() -> test.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class)
                .hasMessageContaining("the bundle dev.vagus.metrics has stopped, and the self-test ended early");
    }

    private void assertNothingIsLeft() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Traces.of(this)).isEqualTo(tracesBefore));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(threads())
                .filteredOn(each -> !threadsBefore.contains(each))
                .extracting(Thread::getName)
                .noneMatch(
                        name -> name.contains("self-test") || name.contains("metrics") || name.startsWith("Thread-")));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .collect(Collectors.toSet());
    }
}
