package dev.vagus.shell.internal.commands;

import static dev.vagus.shell.internal.commands.FakeRegistry.operation;
import static dev.vagus.shell.internal.commands.FakeRegistry.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.ChannelSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrialCommandsTest extends CommandTest {
    private static final String STEP = "LabRunner.ExecuteStep";

    @BeforeEach
    void make() {
        bus.createChannel(ChannelSpec.named("Configuration"));
        registry.operations.add(operation("LabRunner", "ExecuteStep", parameter("Count", true, "integer")));
    }

    @Test
    void aChannelIsTriedAndWhoElseHearsItIsTold() {
        assertThat(run("channel-test", "Configuration").lines())
                .containsExactly(
                        "the message came back after 3.0 ms",
                        "offered to these too, since they hear every type: sub-7");
        assertThat(run("channel-test", "Configuration", "--timeout", "2s", "--json"))
                .contains("\"passed\" : true");
        assertThat(selfTest.asked).containsExactly("Configuration PT5S", "Configuration PT2S");
    }

    @Test
    void aChannelThatHoldsMessagesBackFailsTheCommand() {
        selfTest.failure = "nothing came back: the channel is paused: repair";

        assertThat(failure("channel-test", "Configuration"))
                .isEqualTo("channel Configuration: nothing came back: the channel is paused: repair (waited 3.0 ms)");
        assertThat(failure("channel-test", "Configuratio")).contains("did you mean Configuration?");
    }

    @Test
    void anOperationIsCheckedWithoutItsHandler() {
        assertThat(run("api-test", STEP, "Count=3"))
                .containsPattern("Count +yes +\\{\"type\":\"integer\"}")
                .containsPattern("validation +yes +1 parameter")
                .containsPattern("breaker.failures +10")
                .contains("gets through to the handler, which was not run; --run runs it");
        assertThat(selfTest.asked).containsExactly(STEP + " {Count=3} false");
    }

    @Test
    void theHandlerRunsWhenThatIsAskedFor() {
        assertThat(run("api-test", STEP, "Count=3", "--run")).containsPattern("answer +42");
        assertThat(run("api-test", STEP, "--data", "{\"Count\":3}", "--run", "--json"))
                .contains("\"ran\" : true", "\"answer\" : 42");
        assertThat(selfTest.asked).containsOnly(STEP + " {Count=3} true");
    }

    @Test
    void aCallThatWouldBeRefusedFailsTheCommand() {
        selfTest.failure = "Count: must be at most 5 (validation)";

        assertThat(failure("api-test", STEP, "Count=9")).isEqualTo("Count: must be at most 5 (validation)");
        assertThat(failure("api-test", "LabRunner.ExecutStep")).contains("did you mean LabRunner.ExecuteStep?");
        assertThat(failure("api-test", STEP, "Count=x")).contains("Count must be");
    }
}
