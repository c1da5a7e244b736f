package dev.vagus.shell.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.shell.internal.model.Command;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
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
}
