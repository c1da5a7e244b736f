package dev.vagus.shell.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.shell.internal.model.Command;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.junit.jupiter.api.Test;

class KarafCommandTest {
    private final KarafCommand command = new KarafCommand(Command.named("api-show", "show an operation")
            .argument(
                    "OPERATION", "which", () -> List.of("LabRunner.ExecuteStep", "LabRunner.Status", "Progress.Report"))
            .option("--detail", "summary|verbose", "how much")
            .json()
            .example("api-show X")
            .does((arguments, output) -> output.line("shown")));

    private static final Session NO_SESSION = (Session) Proxy.newProxyInstance(
            KarafCommandTest.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, args) -> {
                throw new AssertionError("completion needs no session");
            });

    /** A line with the cursor at its end. */
    private record Line(String... words) implements CommandLine {
        @Override
        public int getCursorArgumentIndex() {
            return words.length - 1;
        }

        @Override
        public String getCursorArgument() {
            return words[words.length - 1];
        }

        @Override
        public int getArgumentPosition() {
            return getCursorArgument().length();
        }

        @Override
        public String[] getArguments() {
            return words;
        }

        @Override
        public int getBufferPosition() {
            return getBuffer().length();
        }

        @Override
        public String getBuffer() {
            return String.join(" ", words);
        }
    }

    private List<String> complete(String... words) {
        List<String> candidates = new ArrayList<>();
        Line line = new Line(words);
        int start = command.getCompleter(true).complete(NO_SESSION, line, candidates);
        int expected = candidates.isEmpty() ? -1 : line.getBufferPosition() - line.getArgumentPosition();
        assertThat(start).isEqualTo(expected);
        return candidates;
    }

    @Test
    void isKnownByScopeNameAndSummary() {
        assertThat(command.getScope()).isEqualTo("vagus");
        assertThat(command.getName()).isEqualTo("api-show");
        assertThat(command.getDescription()).isEqualTo("show an operation");
    }

    @Test
    void completesTheFirstArgumentAndOptions() {
        assertThat(complete("api-show", "Lab")).containsExactly("LabRunner.ExecuteStep ", "LabRunner.Status ");
        assertThat(complete("api-show", "--")).containsExactly("--detail ", "--json ", "--help ");
        assertThat(complete("api-show", "")).hasSize(3);
        assertThat(complete("api-show", "Progress.Report", "")).hasSize(3);
        assertThat(complete("api-show", "--detail", "v")).containsExactly("verbose ");
        assertThat(complete("api-show", "Progress.Report", "--j")).containsExactly("--json ");
        assertThat(complete("api-show", "Zebra")).isEmpty();
    }

    @Test
    void completesItsOwnLinesOnly() {
        assertThat(complete("vagus:api-show", "Prog")).containsExactly("Progress.Report ");
        assertThat(complete("api-list", "Prog")).isEmpty();
        assertThat(complete("other:api-show", "--")).isEmpty();
        assertThat(complete("api-s")).isEmpty();
    }

    /** A session on a terminal of 100 columns whose person answers so. */
    private static Session session(PrintStream out, Callable<String> answer) {
        Terminal terminal = proxy(Terminal.class, Map.of("getWidth", () -> 100, "getType", () -> "xterm"));
        return proxy(Session.class, Map.of("getConsole", () -> out, "getTerminal", () -> terminal, "readLine", answer));
    }

    private static <T> T proxy(Class<T> type, Map<String, Callable<?>> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> Objects.requireNonNull(
                                answers.get(method.getName()), method.getName())
                        .call()));
    }

    private static KarafCommand smash(List<Integer> widths) {
        return new KarafCommand(Command.named("smash", "smash it")
                .destroys()
                .example("smash --force")
                .does((arguments, output) -> {
                    widths.add(output.width());
                    output.confirm(arguments, "it breaks");
                    output.line("smashed");
                }));
    }

    @Test
    void asksThePersonAtTheTerminal() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        List<Integer> widths = new ArrayList<>();

        smash(widths).execute(session(out, () -> "y"), List.of());

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("smashed");
        assertThat(widths).containsExactly(100);
        assertThatThrownBy(() -> smash(widths).execute(session(out, () -> "n"), List.of()))
                .hasToString("nothing was done");
    }

    @Test
    void endsAQuestionByCtrlC() {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

        assertThatThrownBy(() -> smash(new ArrayList<>())
                        .execute(
                                session(out, () -> {
                                    throw new UserInterruptException("");
                                }),
                                List.of()))
                .hasToString("smash was stopped by Ctrl-C");
        assertThatThrownBy(() -> smash(new ArrayList<>())
                        .execute(
                                session(out, () -> {
                                    throw new EndOfFileException();
                                }),
                                List.of()))
                .hasToString("nothing was done");
    }
}
