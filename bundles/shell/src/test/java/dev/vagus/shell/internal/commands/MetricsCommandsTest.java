package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.metrics.Detail;
import dev.vagus.metrics.MetricsQuery;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsCommandsTest extends CommandTest {
    @Test
    void aSummaryHasTotalsChannelsAndWhatStandsOut() {
        assertThat(run("metrics").lines())
                .anyMatch(line -> line.matches("from 2026-03-01 .*, 5m"))
                .contains("note: older figures are not kept")
                .anyMatch(line -> line.matches("TRAFFIC +COUNT +RATE +OK +NOW +MEAN +P50 +P95 +P99 +MAX"))
                .anyMatch(line ->
                        line.matches("calls +1000 +3\\.3/s +99\\.0% +2 +1\\.23ms +850ns +12\\.3us +45ms +2\\.50s"))
                .anyMatch(line -> line.matches("messages +0 +0\\.0/s +- +0 +- +- +- +- +-"))
                .contains("failed calls: internal 7, not-found 3")
                .anyMatch(line -> line.matches("Orders +20 +0\\.1/s +2 +0 +4 +1\\.50s +1 +- +-"))
                .contains("most called:", "most time:", "most errors:", "latest calls that failed:")
                .anyMatch(
                        line -> line.matches(
                                "01JD6X8Z3T000 .* LabRunner.ExecuteStep +Shop +3ms +internal +java.lang.IllegalStateException: no room"))
                .noneMatch(line -> line.startsWith("01JD6X8Z3S000"));
    }

    @Test
    void whatWasTriedAgainAndHowFarTheStoreIsBehindIsTold() {
        assertThat(run("metrics").lines())
                .contains("retries:", "store:")
                .anyMatch(line -> line.matches("LabRunner.ExecuteStep +LabRunner +6 +4 +timeout 2"))
                .anyMatch(line -> line.matches("events +12 +1\\.50s +3"))
                .noneMatch(line -> line.startsWith("dead letters"));
        assertThat(run("metrics", "--json")).contains("\"retries\"", "\"unwritten\" : 12");
    }

    @Test
    void moreDetailHasEveryOperationAndHandler() {
        assertThat(run("metrics", "--detail", "detailed").lines())
                .contains("operations:", "subscriptions:", "event handlers:", "latest calls:")
                .doesNotContain("most called:", "course:")
                .anyMatch(line -> line.matches("Orders +shop +LabRunner +1000 .*"))
                .anyMatch(line -> line.startsWith("01JD6X8Z3S000"));
        assertThat(run("metrics", "--detail", "verbose").lines())
                .contains("course:")
                .filteredOn(line -> line.matches(".* 1s +\\d+ +\\d+ .*"))
                .singleElement()
                .asString()
                .matches(".* 1s +5 +1 +9ms +0 +0 +0 +0");
    }

    @Test
    void theCourseIsShownAtAnyDetailWhenTold() {
        assertThat(run("metrics", "--history").lines()).contains("most called:", "course:");
        assertThat(run("metrics", "--history", "--json")).contains("\"callsFailed\"", "\"detail\" : \"SUMMARY\"");
    }

    @Test
    void theQueryIsWhatTheOptionsSay() {
        run("metrics", "--module", "Lab*", "--channel", "Orders", "--operation", "Lab.*", "--range", "1h");
        assertThat(metrics.asked)
                .isEqualTo(new MetricsQuery("Lab*", "Orders", "Lab.*", Duration.ofHours(1), Detail.SUMMARY));
        run("metrics");
        assertThat(metrics.asked).isEqualTo(MetricsQuery.ALL);
    }

    @Test
    void jsonHasAllOfIt() {
        assertThat(run("metrics", "--json"))
                .contains("\"calls\" : {", "\"succeeded\" : 990", "\"topByErrors\"")
                .contains("\"successRate\" : 99.0", "\"not-found\" : 3", "\"category\" : \"internal\"")
                .doesNotContain("NOT_FOUND", "INTERNAL");
    }

    @Test
    void wordsThatAreWrongAreExplained() {
        assertThat(failure("metrics", "--range", "soon")).contains("500ms, 30s, 5m, 2h or 1d");
        assertThat(failure("metrics", "--detail", "all")).contains("summary, detailed, verbose");
        started = false;
        assertThat(failure("metrics"))
                .isEqualTo("the metrics service is not there: bundle dev.vagus.metrics is not started");
    }

    @Test
    void aResetSaysFromWhenOn() {
        assertThat(run("metrics-reset")).startsWith("metrics begin at 2026-03-01 ");
        assertThat(metrics.reset).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0,-",
        "1,1ns",
        "999,999ns",
        "1000,1us",
        "1234,1.23us",
        "12345,12.3us",
        "123456,123us",
        "999600,1.00ms",
        "1500000000,1.50s",
        "59900000000,59.9s",
        "61000000000,1m1s",
        "3600000000000,1h"
    })
    void timesHaveThreeDigitsAndAUnit(long nanos, String text) {
        assertThat(MetricsText.time(Duration.ofNanos(nanos))).isEqualTo(text);
    }
}
