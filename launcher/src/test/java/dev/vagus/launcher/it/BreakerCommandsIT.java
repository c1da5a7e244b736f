package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies by files, breakers by shell commands, in one run: an operation fails, is shut off, looked at and let go again. */
class BreakerCommandsIT {
    private static final String POISON = "try { api-invoke Till.Pay Item=poison } { echo \"failed: $exception\" }";

    private static final String SCRIPT = String.join(
            ";\n",
            "echo waiting for the policies",
            "while { not { (registration-failures | tac) contains 'policy~bad' } } { sleep 1 }",
            "while { not { (policy-list | tac) contains 'breaker.failures=2' } } { sleep 1 }",
            "breaker-list",
            "policy-list",
            "policy-show Till.Pay --set",
            "policy-show Till.Pay",
            "api-invoke Till.Pay Item=tea",
            POISON,
            POISON,
            POISON,
            "breaker-list",
            "breaker-show Till.Pay",
            "try { breaker-show Till.Pya } { echo \"refused: $exception\" }",
            "breaker-reset Till.Pay",
            "api-invoke Till.Pay Item=tea",
            "breaker-open Till --reason stocktaking",
            "try { api-invoke Till.Sum } { echo \"failed: $exception\" }",
            "try { breaker-reset Till } { echo \"refused: $exception\" }",
            "breaker-list --state forced-open",
            "breaker-reset --all --force",
            "breaker-show Till.Sum",
            "api-invoke Till.Sum");

    /** The main lines, each as a pattern; other lines may be between them. */
    private static final List<String> EXPECTED = List.of(
            "no breakers yet: an operation gets one when it is first called, .*",
            "dev.vagus.policy~till +Till\\.\\* +breaker.failures=2; breaker.recovery.ms=3600000",
            "dev.vagus.policy~bad +breaker.failures must be a whole number from 0 to 1000000, but is '-3'",
            "SETTING +VALUE +SOURCE",
            "breaker.failures +2 +dev.vagus.policy~till",
            "breaker.recovery.ms +3600000 +dev.vagus.policy~till",
            "1 policy was refused: see policy-list",
            "timeout.ms +30000 +dev.vagus.registry call.timeout.ms",
            "breaker.failures +2 +dev.vagus.policy~till",
            "breaker.probes +1 +default",
            "paid",
            "failed: .*the till is jammed \\(internal\\)",
            "failed: .*the till is jammed \\(internal\\)",
            "failed: the circuit breaker of Till.Pay is open \\(2 failures in a row, the last: internal\\);"
                    + " it lets a call through in \\d+ ms \\(unavailable\\)",
            "BREAKER +STATE +FAILURE RATE +OF CALLS +IN A ROW +NEXT PROBE",
            "Till.Pay +open +- +- +2 +in (1h|59m5\\S+s)",
            "breaker +Till.Pay",
            "state +open since \\d.*",
            "next probe +.* \\(in (1h|59m5\\S+s)\\)",
            "failures in a row +2 of 2",
            "window +none: failures in a row decide",
            "calls refused +1",
            "last failure +internal",
            "breaker.failures +2 +dev.vagus.policy~till",
            "\\S+ \\S+ +closed +open +2 failures in a row, the last: internal",
            "refused: no breaker Till.Pya; did you mean Till.Pay\\?",
            "reset Till.Pay",
            "paid",
            "opened Till.Pay",
            "opened Till.Sum",
            "every call is refused until breaker-reset Till --force",
            "failed: .*Till.Sum was opened by hand \\(stocktaking, by vagus-shell\\).*",
            "refused: Till.Pay, Till.Sum were opened by hand; --force resets also what was",
            "Till.Pay +forced-open +- +- +0",
            "reset Till.Pay",
            "reset Till.Sum",
            "\\S+ \\S+ +closed +forced-open +stocktaking, by vagus-shell",
            "\\S+ \\S+ +forced-open +closed +reset by vagus-shell",
            "0");

    @TempDir
    private Path folder;

    @Test
    void aFailingOperationIsShutOffByAPolicyAndLetGoFromTheShell() throws Exception {
        Home home = new Home(folder);
        home.newModule("till", "1.0.0")
                .header("Bundle-Activator", TillActivator.class.getName())
                .withClass(TillActivator.class)
                .importing("dev.vagus.registry")
                .moveTo(home.module("till.jar"));
        Files.writeString(
                home.conf("dev.vagus.policy-till.cfg"),
                "targets = Till.*\nbreaker.failures = 2\nbreaker.recovery.ms = 3600000\n");
        Files.writeString(home.conf("dev.vagus.policy-bad.cfg"), "targets = Till.*\nbreaker.failures = -3\n");
        try (VagusProcess vagus = home.start("-c", SCRIPT)) {
            assertThat(vagus.awaitExit()).as("exit; %s", vagus.err()).isZero();
            vagus.assertOut(EXPECTED);
            assertThat(vagus.err())
                    .hasSize(4)
                    .anyMatch(line -> line.startsWith("ERROR PolicyIntake: the configuration dev.vagus.policy~bad"))
                    .filteredOn(line -> line.startsWith("WARN  TransitionLog: the circuit breaker of Till."))
                    .hasSize(3);
        }
    }
}
