package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.metrics.SelfTestRow.Result;
import dev.vagus.metrics.StatusIssue.Severity;
import org.junit.jupiter.api.Test;

class StatusCommandTest extends CommandTest {
    @Test
    void saysThatAllIsWell() {
        assertThat(run("status"))
                .startsWith("HEALTHY at ")
                .contains(": 0 critical, 0 warnings, 0 notes")
                .containsPattern("bus +HEALTHY +3 channels, 5 subscriptions")
                .containsPattern("store +- +not started");
    }

    @Test
    void tellsEachIssueWithItsCauseAndWhatToDo() {
        status.add(Severity.WARNING, "the mailbox of sub-1 holds 900 of 1,000 messages");
        status.add(Severity.NOTE, "the bundle dev.vagus.store is not started");

        assertThat(run("status"))
                .startsWith("DEGRADED at ")
                .contains("WARNING bus: the mailbox of sub-1 holds 900 of 1,000 messages")
                .contains("  why: it is slow", "  do:  vagus:channel-list")
                .contains("status --details tells the notes")
                .doesNotContain("NOTE bus");
        assertThat(run("status", "--details")).contains("NOTE bus: the bundle dev.vagus.store is not started");
    }

    @Test
    void failsWhenItIsUnhealthyAfterItHasSaidWhy() {
        status.add(Severity.CRITICAL, "the registry is not there");

        assertThat(failure("status")).isEqualTo("Vagus is UNHEALTHY: 1 critical issues");
        assertThat(failure("status", "--json")).isEqualTo("Vagus is UNHEALTHY: 1 critical issues");
    }

    @Test
    void triesEverythingOnceWhenTold() {
        selfTest.add("send and receive", Result.PASSED);

        assertThat(run("status", "--check"))
                .startsWith("HEALTHY at ")
                .containsPattern("PASSED +bus +send and receive +12ms +detail of send and receive");
        assertThat(run("status", "--check", "--json"))
                .contains("\"overall\" : \"HEALTHY\"", "\"passed\" : true", "\"passRate\" : 100.0");
        selfTest.add("retry", Result.FAILED);
        assertThat(failure("status", "--check")).isEqualTo("the self-test failed: retry");
    }

    @Test
    void printsJson() {
        status.add(Severity.WARNING, "slow");

        assertThat(run("status", "--json"))
                .contains("\"overall\" : \"DEGRADED\"", "\"component\" : \"bus\"", "\"what\" : \"slow\"");
    }

    @Test
    void withoutTheirBundleTheCommandsSaySo() {
        started = false;

        assertThat(failure("status")).isEqualTo("the status is not there: bundle dev.vagus.metrics is not started");
        assertThat(failure("self-test", "basic"))
                .isEqualTo("the self-test is not there: bundle dev.vagus.metrics is not started");
    }

    @Test
    void theSelfTestPrintsEachRowAndASummary() {
        selfTest.add("send and receive", Result.PASSED);
        selfTest.add("event persisted", Result.SKIPPED);

        assertThat(run("self-test", "basic").lines())
                .startsWith("everything once")
                .anySatisfy(line -> assertThat(line)
                        .matches("PASSED +bus +send and receive +12\\.0 ms +detail of send and receive"))
                .anySatisfy(line -> assertThat(line).matches("SKIPPED +bus +event persisted .*"))
                .endsWith("2 tests in 2.0 s: 1 passed, 0 failed, 1 skipped; 100.0 % of those tried passed");
    }

    @Test
    void theSelfTestFailsWhenARowDoesOrNothingCouldBeTried() {
        selfTest.add("retry", Result.FAILED);
        selfTest.add("redrive", Result.FAILED);
        assertThat(failure("self-test", "basic")).isEqualTo("the self-test failed: retry, redrive");
        assertThat(failure("self-test", "basic", "--json")).isEqualTo("the self-test failed: retry, redrive");

        selfTest.rows.clear();
        selfTest.add("retry", Result.SKIPPED);
        assertThat(failure("self-test", "basic"))
                .isEqualTo("the self-test could try nothing: all its tests were skipped");
    }

    @Test
    void theSelfTestTakesItsDurationAndConcurrency() {
        selfTest.add("retry", Result.PASSED);

        assertThat(run("self-test", "full", "--duration", "5s", "--concurrency", "4"))
                .startsWith("everything once, then a load of 5s by 4 threads each of messages, calls and events");
        assertThat(run("self-test", "stress", "--json")).contains("\"kind\" : \"STRESS\"", "\"result\" : \"PASSED\"");
        assertThat(selfTest.asked)
                .containsExactly(
                        "SelfTestSpec[kind=FULL, duration=PT5S, concurrency=4]",
                        "SelfTestSpec[kind=STRESS, duration=PT30S, concurrency=2]");
        assertThat(failure("self-test", "all")).contains("KIND must be one of basic, stress, full");
        assertThat(failure("self-test", "full", "--concurrency", "65")).contains("from 1 to 64, but is 65");
    }
}
