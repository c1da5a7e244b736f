package dev.vagus.shell.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through the real Gogo and a terminal of JLine that is not on a screen: width, colours, questions, Ctrl-C. */
class GogoTerminalTest {
    private static final int PATIENCE = 20;

    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final GogoScreens screens = new JLineScreens();
    private final CompletableFuture<Output> output = new CompletableFuture<>();
    private LineDisciplineTerminal terminal;
    private CommandSession session;

    @BeforeEach
    void start() throws Exception {
        threadIo.start();
        terminal = new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8);
        terminal.setSize(new Size(132, 40));
        session = processor.createSession(terminal.input(), terminal.output(), terminal.output());
        session.put(JLineScreens.TERMINAL, terminal);
    }

    @AfterEach
    void stop() throws Exception {
        session.close();
        processor.stop();
        threadIo.stop();
        terminal.close();
    }

    private void add(String name, Command.Body body) {
        Command command = Command.named(name, "do " + name).example(name).does(body);
        processor.addCommand(Command.SCOPE, new GogoFunction(command, screens), name);
    }

    /** On a thread of its own, as the shell on a terminal does. */
    private CompletableFuture<@Nullable Object> execute(String line) {
        CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
        Thread shell = new Thread(() -> {
            try {
                result.complete(session.execute(line));
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        shell.setDaemon(true);
        shell.start();
        return result;
    }

    private String shown() {
        terminal.flush();
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void knowsTheWidthAndShowsColours() throws Exception {
        add("look", (arguments, out) -> output.complete(out));

        execute("look").get(PATIENCE, TimeUnit.SECONDS);

        assertThat(output.get().width()).isEqualTo(132);
        assertThat(output.get().isInteractive()).isTrue();
        assertThat(output.get().toned(dev.vagus.shell.internal.model.Tone.GOOD, "x"))
                .contains("\u001b[");
    }

    @Test
    void knowsNeitherInAPipe() throws Exception {
        add("look", (arguments, out) -> output.complete(out));
        processor.addCommand("test", (Function) (s, arguments) -> "taken", "take");

        execute("look | take").get(PATIENCE, TimeUnit.SECONDS);

        assertThat(output.get().width()).isZero();
        assertThat(output.get().toned(dev.vagus.shell.internal.model.Tone.GOOD, "x"))
                .isEqualTo("x");
    }

    @Test
    void asksAndHearsTheAnswer() throws Exception {
        AtomicInteger done = new AtomicInteger();
        Command command = Command.named("smash", "smash it")
                .destroys()
                .example("smash --force")
                .does((arguments, out) -> {
                    out.confirm(arguments, "it breaks by 100%");
                    done.incrementAndGet();
                });
        processor.addCommand(Command.SCOPE, new GogoFunction(command, screens), "smash");

        CompletableFuture<@Nullable Object> first = execute("smash");
        await().until(() -> shown().contains("it breaks by 100%"));
        terminal.processInputBytes("n\r".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> first.get(PATIENCE, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("nothing was done");
        assertThat(done).hasValue(0);

        CompletableFuture<@Nullable Object> second = execute("smash");
        await().until(() -> shown().split("it breaks by 100%", -1).length == 3);
        terminal.processInputBytes("y\r".getBytes(StandardCharsets.UTF_8));
        second.get(PATIENCE, TimeUnit.SECONDS);
        assertThat(done).hasValue(1);

        execute("smash --force").get(PATIENCE, TimeUnit.SECONDS);
        assertThat(done).hasValue(2);
    }

    @Test
    void ctrlCEndsACommandWithALineThatSaysSo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        add("wait", (arguments, out) -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });

        CompletableFuture<@Nullable Object> waiting = execute("wait");
        begun.await();
        terminal.raise(Signal.INT);

        assertThatThrownBy(() -> waiting.get(PATIENCE, TimeUnit.SECONDS))
                .hasRootCauseMessage("wait was stopped by Ctrl-C");
    }

    @Test
    void aCommandMayEndAsItSeesFitAndItsThreadIsNotInterruptedAfterwards() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        add("tail", (arguments, out) -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                out.line("none came");
                Thread.currentThread().interrupt();
            }
        });

        CompletableFuture<@Nullable Object> tail = execute("tail");
        begun.await();
        terminal.raise(Signal.INT);

        assertThat(tail.get(PATIENCE, TimeUnit.SECONDS)).isNull();
        assertThat(shown()).contains("none came");
    }

    @Test
    void theSecondCtrlCIsLeftToTheShell() throws Exception {
        AtomicInteger shell = new AtomicInteger();
        terminal.handle(Signal.INT, signal -> shell.incrementAndGet());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        add("stubborn", (arguments, out) -> {
            begun.countDown();
            boolean ended = false;
            while (!ended) {
                try {
                    end.await();
                    ended = true;
                } catch (InterruptedException e) {
                    out.line("no");
                }
            }
        });

        CompletableFuture<@Nullable Object> stubborn = execute("stubborn");
        begun.await();
        terminal.raise(Signal.INT);
        await().until(() -> shown().contains("no"));
        assertThat(shell).hasValue(0);
        terminal.raise(Signal.INT);
        assertThat(shell).hasValue(1);
        end.countDown();
        stubborn.get(PATIENCE, TimeUnit.SECONDS);

        terminal.raise(Signal.INT);
        assertThat(shell).as("it has the key again").hasValue(2);
    }

    @Test
    void ctrlCAtTheQuestionLeavesEverythingAsItWas() throws Exception {
        AtomicInteger done = new AtomicInteger();
        add("smash", (arguments, out) -> {
            out.confirm(arguments, "it breaks");
            done.incrementAndGet();
        });

        CompletableFuture<@Nullable Object> smash = execute("smash");
        await().until(() -> shown().contains("it breaks"));
        terminal.raise(Signal.INT);

        assertThatThrownBy(() -> smash.get(PATIENCE, TimeUnit.SECONDS))
                .hasRootCauseMessage("smash was stopped by Ctrl-C");
        assertThat(done).hasValue(0);
    }

    @Test
    void aSessionWithoutATerminalHasNobodyToAsk() throws Exception {
        session.put(JLineScreens.TERMINAL, null);
        add("look", (arguments, out) -> output.complete(out));

        execute("look").get(PATIENCE, TimeUnit.SECONDS);

        assertThat(output.get().isInteractive()).isFalse();
        assertThat(output.get().width()).isZero();
    }
}
