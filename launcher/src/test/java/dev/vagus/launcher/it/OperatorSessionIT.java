package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the shell of an instance whose shop is broken: looks, completes names, traces, repairs, is asked. */
class OperatorSessionIT {
    private static final String TAB = "\t";

    @TempDir
    private Path folder;

    private PseudoTerminal terminal;

    @BeforeEach
    void open() throws Exception {
        Home home = new Home(folder);
        DocumentedSession.copyModules(home);
        home.newModule("shop", "1.0.0")
                .header("Bundle-Activator", ShopActivator.class.getName())
                .header("Test-Broken", "the till is broken")
                .withClass(ShopActivator.class)
                .importing("dev.vagus.bus")
                .moveTo(home.module("shop.jar"));
        terminal = PseudoTerminal.open(folder, "--home " + folder);
        terminal.await("is up");
        terminal.await("vagus> ");
    }

    @AfterEach
    void close() throws Exception {
        if (terminal != null) {
            assertThat(terminal.shown()).doesNotContain("InterruptedException", "ERROR", "Exception in thread");
            terminal.close();
        }
    }

    @Test
    void looksWhatIsThereAndTracesACall() throws Exception {
        terminal.run("status", "COMPONENT +HEALTH +FIGURES");
        assertThat(terminal.run("api-show LabRunner.Sta" + TAB, "operation +LabRunner.Status"))
                .contains("LabRunner.Status");
        terminal.run("api-list", "OPERATION");
        terminal.run("api-explain LabRunner.Status", "a call of LabRunner.Status by vagus-shell would be made");
        terminal.run("trace-start --level det" + TAB, "tracing is on: level detailed");
        terminal.run(
                "api-invoke LabRunner.ExecuteS" + TAB + "StepN" + TAB + "DeployVM --corr" + TAB + "deploy-8",
                "stepName +DeployVM");
        terminal.run("trace-show deploy-8", "call LabRunner.ExecuteStep +vagus-shell -> LabRunner");
        terminal.run("trace-stop", "tracing is off; \\d+ records were made");
        assertThat(terminal.run("metrics --operation LabRunner.* --det" + TAB + "s" + TAB, "most called:"))
                .containsPattern("calls +1 +\\S+/s +100%");
        terminal.run("metrics --jso" + TAB, "\"successRate\" : 100.0");
        terminal.run("exit", "");
        assertThat(terminal.awaitExit()).isZero();
    }

    @Test
    void looksAfterDeadLettersAndIsAskedBeforeAnythingGoes() throws Exception {
        terminal.run("message-send Ord" + TAB + "OrderPl" + TAB + "item=tea", "sent \\w+ to Orders");
        Home.await("the dead letter", () -> terminal.run("dead-letter-list", "(ID|no dead letters)")
                .contains("shop-orders"));
        terminal.run("dead-letter-show " + TAB, "message +the till is broken");
        terminal.run("subscription-list --channel Ord" + TAB, "shop-orders");
        terminal.answer("dead-letter-discard --all\r", "1 dead letter would be lost.*y/N");
        terminal.run("n", "nothing was done");
        terminal.run("dead-letter-list --type OrderPl" + TAB, "shop-orders");
        terminal.answer("dead-letter-discard --all\r", "y/N");
        terminal.run("y", "discarded 1 dead letter");
        terminal.run("dead-letter-list", "no dead letters");
        terminal.answer("channel-remove Ord" + TAB + "\r", "channel Orders goes with 0 messages queued on it.*y/N");
        terminal.answer(PseudoTerminal.CTRL_C, "channel-remove was stopped by Ctrl-C(?s:.*)vagus> ");
        terminal.run("channel-list", "Orders");
        terminal.answer("channel-remove Orders\r", "y/N");
        terminal.run("y", "removed channel Orders and cleared 0 messages");
    }

    @Test
    void ctrlCEndsWhatTakesLongAtOnce() throws Exception {
        terminal.run("bus-pause Orders", "paused channel Orders");
        terminal.run("message-send Orders OrderPlaced item=tea", "sent");
        begin("drain Orders --timeout 1h", "1 left; Ctrl-C ends the wait");
        end("did not drain channel Orders: 0 handled, 1 left");
        begin("message-tail Orders", "following the messages of Orders");
        end("none came");
        begin("event-tail 'LabStep*'", "following the events");
        end("none came");
        terminal.run("bus-resume Orders", "resumed channel Orders");
        terminal.run("bus-pause Orders", "paused channel Orders");
        begin("message-send Orders OrderPlaced item=tea --request 1h", "waiting for an answer");
        end("was stopped by Ctrl-C|cancelled");
        begin("channel-test Orders --timeout 1h", "waiting for the message");
        end("channel-test was stopped by Ctrl-C");
        begin("self-test stress --duration 1h", "RESULT");
        end("self-test was stopped by Ctrl-C");
        terminal.run("subscription-list", "shop-orders");
        assertThat(terminal.run("subscription-list --channel Orders", "shop-orders"))
                .as("what was stopped has left nothing behind")
                .doesNotContain("vagus-shell", "S2", "vagus-metrics");
    }

    private void begin(String line, String begun) throws Exception {
        terminal.answer(line + "\r", begun);
    }

    /** Within a second; more where the machine is busy. */
    private void end(String expected) throws Exception {
        long start = System.nanoTime();
        terminal.answer(PseudoTerminal.CTRL_C, "(" + expected + ")(?s:.*)vagus> ");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
