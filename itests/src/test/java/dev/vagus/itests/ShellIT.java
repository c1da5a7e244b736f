package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.registry.ApiRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** The commands as a person types them into a Gogo shell. */
public class ShellIT extends FelixTest {
    private Bundle lab;

    @Before
    public void startTheModule() throws Exception {
        lab = startExample("labrunner");
        await().until(() ->
                service(ApiRegistry.class).operation("LabRunner.ExecuteStep").isPresent());
        await().until(() -> context.getAllServiceReferences(null, "(osgi.command.function=api-invoke)") != null);
    }

    @After
    public void uninstallTheModule() throws Exception {
        lab.uninstall();
    }

    @Test
    public void anOperationIsInvokedAndItsResultShown() throws Exception {
        assertThat(execute("vagus:api-invoke LabRunner.ExecuteStep StepName=DeployVM"))
                .contains("DeployVM", "completed", "start machine lab");
    }

    @Test
    public void theOperationsAreListed() throws Exception {
        assertThat(execute("vagus:api-list")).contains("LabRunner.ExecuteStep", "LabRunner.Status");
    }

    @Test
    public void aWrongNameIsAnErrorThatSaysWhatWouldBeRight() {
        assertThatThrownBy(() -> execute("vagus:api-invoke LabRunner.ExecutStep StepName=DeployVM"))
                .hasMessageContaining("no operation LabRunner.ExecutStep; did you mean LabRunner.ExecuteStep?");
    }

    @Test
    public void messagesAndEventsAreSentFromTheShell() throws Exception {
        execute("vagus:message-send Shell Typed n=1");
        assertThat(execute("vagus:channel-list")).contains("Shell");
        try (RecordingHandler handler = RecordingHandler.on(context, "dev/vagus/event/Events/Typed")) {
            execute("vagus:event-publish Typed n=1");
            await().until(() -> handler.heard().size() == 1);
        }
    }

    @Test
    public void breakersAreSeenAndClosedFromTheShell() throws Exception {
        execute("vagus:api-invoke LabRunner.Status");
        assertThat(execute("vagus:breaker-list")).containsPattern("LabRunner.Status +closed");
        assertThat(execute("vagus:breaker-open LabRunner.Status --reason repair"))
                .contains("opened LabRunner.Status");
        assertThatThrownBy(() -> execute("vagus:api-invoke LabRunner.Status")).hasMessageContaining("repair");
        assertThat(execute("vagus:breaker-show LabRunner.Status"))
                .contains("forced-open since", "repair, by vagus-shell");
        assertThat(execute("vagus:breaker-reset LabRunner --force")).contains("reset LabRunner.Status");
        assertThat(execute("vagus:api-invoke LabRunner.Status")).contains("completed");
    }

    @Test
    public void withoutTheirBundleTheCommandsOfBreakersSaySo() throws Exception {
        Bundle breaker = bundle("dev.vagus.breaker");
        breaker.stop();
        try {
            assertThatThrownBy(() -> execute("vagus:breaker-list"))
                    .hasMessage("fault tolerance is not there: bundle dev.vagus.breaker is not started");
            assertThat(execute("vagus:api-invoke LabRunner.Status")).contains("completed");
        } finally {
            breaker.start();
        }
        await().untilAsserted(() -> assertThat(execute("vagus:breaker-list")).isNotEmpty());
    }

    @Test
    public void eventsOfThePastAreListedPageByPageExplainedAndReplayed() throws Exception {
        Bundle progress = startExample("progress");
        try {
            await().untilAsserted(() -> assertThat(execute("vagus:event-explain LabStepShell"))
                    .containsPattern("ModuleEventHandler +Progress +delivered"));
            for (int i = 1; i <= 3; i++) {
                execute("vagus:event-publish LabStepShell StepName=Shell Number=" + i + " Password=hunter2");
            }
            String first = execute("vagus:event-history LabStepShell --since 5m --limit 2");
            assertThat(first).contains("\"Number\":3", "\"Number\":2", "***").doesNotContain("\"Number\":1", "hunter2");
            String next = first.strip().substring(first.indexOf("event-history"));
            assertThat(execute("vagus:" + next))
                    .contains("\"Number\":1", "1 shown, no more")
                    .doesNotContain("\"Number\":2");
            String id = next.substring(next.indexOf("--after ") + 8);
            assertThat(execute("vagus:event-show " + id)).containsPattern("Number +2");
            assertThat(execute("vagus:event-replay Progress LabStepShell"))
                    .contains("queued 3 events for the handlers of Progress, marked as replayed");
            assertThat(execute("vagus:event-clear LabStepShell --force")).contains("forgot 3 events");
            assertThat(execute("vagus:event-history LabStepShell")).startsWith("no such events");
            assertThatThrownBy(() -> execute("vagus:event-publish LabStepShell --wait 1s"))
                    .hasMessageContaining("no store keeps it");
        } finally {
            progress.uninstall();
        }
    }

    private String execute(String command) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        CommandProcessor processor = service(CommandProcessor.class);
        try (CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
            Object result = session.execute(command);
            out.flush();
            return bytes.toString(StandardCharsets.UTF_8) + (result == null ? "" : result);
        }
    }
}
