package dev.vagus.shell.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.shell.internal.model.Candidates;
import dev.vagus.shell.internal.model.Command;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through the real Gogo: what its language does to words before a command gets them, and with what a command prints. */
class GogoFunctionTest {
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> words = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private final List<Boolean> interactive = new ArrayList<>();
    private CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), printed, printed);

    @BeforeEach
    void start() {
        threadIo.start();
        Command command = Command.named("api-invoke", "call an operation")
                .argument("OPERATION", "which")
                .many("KEY=VALUE", "with what", Candidates.NONE)
                .option("--data", "JSON", "with what")
                .example("api-invoke X")
                .does((arguments, output) -> {
                    words.add(arguments.get("OPERATION"));
                    words.addAll(arguments.all("KEY=VALUE"));
                    words.addAll(arguments.all("--data"));
                    widths.add(output.width());
                    interactive.add(output.isInteractive());
                    output.line("line 1");
                    output.line("line 2");
                });
        processor.addCommand(Command.SCOPE, new GogoFunction(command, new JLineScreens()), command.name());
    }

    @AfterEach
    void stop() {
        session.close();
        processor.stop();
        threadIo.stop();
    }

    @Test
    void getsTheWordsOfALine() throws Exception {
        session.execute("vagus:api-invoke LabRunner.ExecuteStep StepName=DeployVM Count=5 "
                + "Parameters='{\"Name\":\"web 1\"}' --data '{\"a\": [1, null]}'");

        assertThat(words)
                .containsExactly(
                        "LabRunner.ExecuteStep",
                        "StepName=DeployVM",
                        "Count=5",
                        "Parameters={\"Name\":\"web 1\"}",
                        "{\"a\": [1, null]}");
    }

    @Test
    void isFoundWithoutItsScope() throws Exception {
        session.execute("api-invoke X");

        assertThat(words).containsExactly("X");
    }

    @Test
    void printsToTheSessionAndReturnsNothing() throws Exception {
        assertThat(session.execute("api-invoke X")).isNull();

        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactly("line 1", "line 2");
        assertThat(widths).containsExactly(0);
        assertThat(interactive).containsExactly(false);
    }

    @Test
    void printsIntoAPipe() throws Exception {
        processor.addCommand(
                "test",
                (Function) (s, arguments) -> {
                    byte[] piped = org.apache.felix.service.command.Process.Utils.current()
                            .in()
                            .readAllBytes();
                    return "piped "
                            + new String(piped, StandardCharsets.UTF_8).lines().count();
                },
                "count");

        assertThat(session.execute("api-invoke X | count")).isEqualTo("piped 2");
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("line 1");
    }

    @Test
    void failsWithTheBareLine() {
        assertThatThrownBy(() -> session.execute("api-invoke"))
                .hasToString("api-invoke: OPERATION is missing (which); usage: api-invoke OPERATION [KEY=VALUE...]"
                        + " [OPTIONS]");
    }

    @Test
    void printsHelp() throws Exception {
        session.execute("api-invoke --help");

        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("vagus:api-invoke - call an operation");
        assertThat(words).isEmpty();
    }
}
