package dev.vagus.shell.internal.commands;

import static dev.vagus.shell.internal.commands.FakeRegistry.operation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.module.Setting;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerCommandsTest extends CommandTest {
    private static final String STEP = "LabRunner.ExecuteStep";
    private static final String STOCK = "guard:Shop.warehouse";
    private static final String PAY = "Shop.Pay";

    @BeforeEach
    void makeBreakers() {
        breakers.add(STEP, "LabRunner", BreakerState.OPEN, Instant.now().plusSeconds(90));
        breakers.add(STOCK, "Shop", BreakerState.CLOSED, null);
        breakers.add(PAY, "Shop", BreakerState.FORCED_OPEN, null);
        breakers.settings.add(new Setting("retry.max", 2L, "dev.vagus.policy~lab"));
        breakers.settings.add(new Setting("breaker.failures", 10L, "default"));
        breakers.settings.add(new Setting("breaker.categories", List.of("timeout", "network"), "dev.vagus.policy~lab"));
        registry.operations.add(operation("LabRunner", "ExecuteStep"));
        registry.operations.add(operation("LabRunner", "Status"));
    }

    @Test
    void listsBreakersWithTheirFigures() {
        assertThat(run("breaker-list").lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("BREAKER +STATE +FAILURE RATE +OF CALLS +IN A ROW +NEXT PROBE"))
                .anyMatch(line -> line.matches("LabRunner.ExecuteStep +open +25\\.0% +20 +3 +in 1m(29\\.\\d|30)s"))
                .anyMatch(line -> line.matches("guard:Shop.warehouse +closed +- +20 +3"));
        assertThat(run("breaker-list", "--json")).contains("\"target\" : \"guard:Shop.warehouse\"");
    }

    @Test
    void listsThoseOfAPatternOrAState() {
        assertThat(run("breaker-list", "shop.*")).contains(PAY).doesNotContain(STEP, STOCK);
        assertThat(run("breaker-list", "--state", "forced-open")).contains(PAY).doesNotContain(STEP, STOCK);
        assertThat(run("breaker-list", "Zebra*").strip()).isEqualTo("none of the 3 breakers is like that");
        assertThat(failure("breaker-list", "--state", "ajar"))
                .isEqualTo("--state must be one of closed, open, half-open, forced-open, but is 'ajar'");
        breakers.breakers.clear();
        assertThat(run("breaker-list")).startsWith("no breakers yet: an operation gets one when it is first called");
    }

    @Test
    void saysThatThereIsNoWindow() {
        breakers.settings.add(new Setting("breaker.window", "none", "default"));
        BreakerSnapshot full = breakers.breakers.get(STOCK);
        breakers.breakers.put(
                STOCK,
                new BreakerSnapshot(
                        STOCK, "Shop", 7, full.state(), full.since(), null, 0, 0, 0, 0, -1, -1, 0, null, List.of()));

        assertThat(run("breaker-show", STOCK)).containsPattern("window +none: failures in a row decide");
        assertThat(run("breaker-list", STOCK)).containsPattern("warehouse +closed +- +- +0");
    }

    @Test
    void saysThatAProbeMayComeNow() {
        breakers.add(STEP, "LabRunner", BreakerState.OPEN, Instant.EPOCH);

        assertThat(run("breaker-list", STEP)).containsPattern("open +25\\.0% +20 +3 +at the next call");
    }

    @Test
    void showsABreakerWithItsSettingsAndItsHistory() {
        assertThat(run("breaker-show", STEP))
                .containsPattern("module +LabRunner \\(bundle 7\\)")
                .containsPattern("state +open since 1970")
                .containsPattern("next probe +\\S+ \\S+ \\(in 1m")
                .containsPattern("failures in a row +3 of 10")
                .containsPattern("window +20 calls, 5 \\(25\\.0%\\) failed, 0 slow")
                .containsPattern("calls refused +8")
                .containsPattern("last failure +timeout")
                .containsPattern("breaker.failures +10 +default")
                .containsPattern("breaker.categories +timeout, network +dev.vagus.policy~lab")
                .doesNotContain("retry.max")
                .containsPattern("1970\\S+ \\S+ +closed +open +10 failures in a row");
        assertThat(run("breaker-show", PAY)).containsPattern("next probe +none until breaker-reset --force");
        assertThat(run("breaker-show", STOCK)).containsPattern("next probe +-").doesNotContain("FROM");
        assertThat(run("breaker-show", STEP, "--json")).contains("\"breaker\" : {", "\"settings\" : [");
    }

    @Test
    void saysWhyThereIsNoSuchBreaker() {
        assertThat(failure("breaker-show", "LabRunner.ExecutStep"))
                .isEqualTo("no breaker LabRunner.ExecutStep; did you mean LabRunner.ExecuteStep?");
        assertThat(failure("breaker-show", "Shop.warehouse"))
                .isEqualTo("no breaker Shop.warehouse; did you mean guard:Shop.warehouse?");
        assertThat(failure("breaker-show", "Zebra")).isEqualTo("no breaker Zebra; breaker-list shows what there is");
        assertThat(failure("breaker-show", "LabRunner.Status"))
                .isEqualTo(
                        "LabRunner.Status has no breaker yet: it gets one when it is first called; policy-show says by"
                                + " which settings");
        assertThat(failure("breaker-show", "Shop"))
                .isEqualTo("Shop may be several breakers, and one is shown; breaker-list 'Shop.*' lists them");
        assertThat(failure("breaker-show", "guard:*"))
                .isEqualTo("guard:* may be several breakers, and one is shown; breaker-list 'guard:*' lists them");
        assertThat(failure("breaker-show", " ")).contains("must not be blank", "breaker-list");
        assertThat(failure("breaker-show")).contains("NAME is missing");
    }

    @Test
    void listsThoseOfAModuleAndHowTheyCameToBeSo() {
        assertThat(run("breaker-list", "--module", "Shop")).contains(STOCK, PAY).doesNotContain(STEP);
        assertThat(run("breaker-list", "--module", "LabRunner", "--history"))
                .contains(STEP + ":")
                .containsPattern("closed +open +10 failures in a row");
    }

    @Test
    void resetsOneAModuleAPatternOrAll() {
        assertThat(run("breaker-reset", STEP).strip()).isEqualTo("reset " + STEP);
        assertThat(run("breaker-reset", "Shop", "--force").lines()).containsExactly("reset " + STOCK, "reset " + PAY);
        assertThat(run("breaker-reset", "lab*").strip()).isEqualTo("reset " + STEP);
        assertThat(run("breaker-reset", "--all", "--force").lines())
                .containsExactly("reset " + STEP, "reset " + STOCK, "reset " + PAY);
        assertThat(breakers.changes.subList(0, 3))
                .containsExactly("reset " + STEP, "reset " + STOCK + " by force", "reset " + PAY + " by force");
        breakers.breakers.clear();
        assertThat(run("breaker-reset", "--all").strip()).isEqualTo("no breakers");
    }

    @Test
    void leavesWhatWasOpenedByHandUnlessForced() {
        assertThat(failure("breaker-reset", PAY)).isEqualTo(PAY + " was opened by hand; --force resets also what was");
        interactive = true;
        answer = "y";
        assertThat(failure("breaker-reset", "--all"))
                .isEqualTo(PAY + " was opened by hand; --force resets also what was");
        assertThat(breakers.changes).containsExactly("reset " + STEP, "reset " + STOCK);

        assertThat(run("breaker-reset", PAY, "--force").strip()).isEqualTo("reset " + PAY);
    }

    @Test
    void opensBreakersWithAReason() {
        assertThat(run("breaker-open", STEP, "--reason", "repair").lines())
                .containsExactly("opened " + STEP, "every call is refused until breaker-reset " + STEP + " --force");
        assertThat(run("breaker-open", "*op.*").lines())
                .containsExactly(
                        "opened " + STOCK,
                        PAY + " was opened by hand before and keeps its reason: 10 failures in a row",
                        "every call is refused until breaker-reset '*op.*' --force");
        assertThat(breakers.changes).startsWith("open " + STEP + ": repair", "open " + STOCK + ": no reason given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LabRunner.Status", "LabRunner", "*.status"})
    void opensTheBreakersOfOperationsThatWereNeverCalledToo(String name) {
        registry.operations.add(operation("Progress", "Report"));
        registry.composed = each -> breakers.add(each, "LabRunner", BreakerState.CLOSED, null);

        assertThat(run("breaker-open", name)).contains("opened LabRunner.Status");
        assertThat(breakers.breakers).doesNotContainKey("Progress.Report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LabRunner.ExecutStep", "Zebra", "Zebra.*", "", " ", "labrunner"})
    void changesNothingByAWrongName(String name) {
        assertThat(failure("breaker-reset", name)).containsPattern("no breaker|blank");
        assertThat(failure("breaker-open", name)).containsPattern("no breaker|blank");
        assertThat(breakers.changes).isEmpty();
    }

    @Test
    void changesNothingWhenItIsNotSaidClearlyWhatToDo() {
        assertThat(failure("breaker-reset"))
                .startsWith("say which: a NAME (an operation or guard, a module, or a pattern");
        assertThat(failure("breaker-reset", STEP, "--all")).isEqualTo("give a NAME or --all, not both");
        assertThat(failure("breaker-reset", STEP, "--forec")).contains("did you mean --force?");
        assertThat(failure("breaker-open")).contains("NAME is missing");
        assertThat(failure("breaker-open", STEP, "--reason", " ")).contains("--reason must not be blank");
        assertThat(failure("breaker-open", STEP, "--reason")).contains("--reason needs a value");
        assertThat(breakers.changes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"breaker-list", "breaker-show x", "breaker-reset x", "breaker-reset --all", "breaker-open x"})
    void saysThatFaultToleranceIsNotThere(String line) {
        started = false;
        String[] words = line.split(" ", 2);

        assertThat(words.length == 1 ? failure(words[0]) : failure(words[0], words[1]))
                .isEqualTo("fault tolerance is not there: bundle dev.vagus.breaker is not started");
    }
}
