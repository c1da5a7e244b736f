package dev.vagus.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.vagus.benchmarks.bus.carrier.AsynchronousCarrier;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;

/** Not a measurement: shows that every benchmark runs, its counts are right, and the rounds become a report. */
class InterleavedRunTest {
    private static final List<String> QUICK = List.of("-f", "0", "-wi", "0", "-i", "1", "-r", "20ms", "-v", "SILENT");

    @TempDir
    private Path folder;

    private Report run(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(QUICK);
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--out", folder.resolve("report").toString()));
        return new InterleavedRun(arguments, new PrintStream(PrintStream.nullOutputStream())).run();
    }

    @Test
    void everyBenchmarkRunsAndItsCountsAreRight() throws Exception {
        Report report = run("--rounds", "1", "-p", "others=10", "-p", "events=30000", "-p", "matching=FILTER");
        assertThat(report.rows())
                .extracting(row -> row.question().benchmark())
                .contains(
                        "AsynchronousThroughput.send",
                        "AsynchronousFiltered.send",
                        "CallerThroughput.send",
                        "CallerFiltered.send",
                        "HandOffLatency.handOff",
                        "UnmatchedCost.send",
                        "IdleMemory.subscribe",
                        "EventAdminThroughput.send",
                        "EventAdminThroughput.post",
                        "EventAdminFiltered.send",
                        "EventAdminFiltered.post",
                        "UnmatchedHandlers.send",
                        "SlowHandlerMemory.post",
                        "PublishHistory.publish",
                        "PersistHistory.persist");
        assertThat(report.rows())
                .filteredOn(row -> row.question().benchmark().equals("HandOffLatency.handOff"))
                .extracting(Row::carrier)
                .contains(AsynchronousCarrier.REACTOR.name(), AsynchronousCarrier.VAGUS.name());
        assertThat(report.rows())
                .allSatisfy(row -> assertThat(row.score().mean()).isNotNaN());
    }

    @Test
    void roundsAreComparedAndReported() throws Exception {
        Report report = run("--rounds", "3", "CallerThroughput", "-p", "carrier=VAGUS,GUAVA", "-p", "subscribers=1");
        assertThat(report.rows()).hasSize(2).allSatisfy(row -> assertThat(row.rounds())
                .hasSize(3));
        assertThat(report.rows().get(0).advantage()).isNull();
        assertThat(report.rows().get(1).advantage()).isNotNull();
        assertThat(Files.readString(folder.resolve("report.md")))
                .isEqualTo(report.markdown())
                .contains("Student t, 95 %")
                .contains("| subscribers=1 | throughput | GUAVA |");
        assertThat(Files.readString(folder.resolve("report.json")))
                .contains("\"carrier\" : \"GUAVA\"")
                .contains("\"confidence\" : 0.95");
    }

    @Test
    void theFastestIterationCountsInsteadOfTheMeanIfWanted() throws Exception {
        List<String> three = new ArrayList<>(List.of("-f", "0", "-wi", "0", "-i", "3", "-r", "20ms", "-v", "SILENT"));
        three.addAll(List.of("--fastest", "UnmatchedCost", "-p", "others=10", "-p", "crowd=PATTERNS"));
        Arguments arguments = Arguments.parse(three);
        assertThat(arguments.fastest()).isTrue();
        Collection<RunResult> results = new Runner(arguments.jmh()).run();
        double[] iterations = results.iterator().next().getAggregatedResult().getIterationResults().stream()
                .mapToDouble(each -> each.getPrimaryResult().getScore())
                .toArray();
        assertThat(iterations).hasSize(3);
        assertThat(scored(results, true))
                .isEqualTo(Arrays.stream(iterations).min().orElseThrow());
        assertThat(scored(results, false))
                .isCloseTo(Arrays.stream(iterations).average().orElseThrow(), withinPercentage(0.01));
    }

    private static double scored(Collection<RunResult> results, boolean fastest) {
        Scores scores = new Scores(fastest);
        scores.addRound(results);
        return scores.rows("VAGUS", 0.95).get(0).score().mean();
    }

    @Test
    void optionsThatAreNotUnderstoodAreNamed() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--rounds")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--rounds needs a value");
        assertThatThrownBy(() -> Arguments.parse(List.of("--confidence", "95")))
                .hasMessageContaining("--confidence between 0 and 1");
        assertThatThrownBy(() -> Arguments.parse(List.of("--round", "3"))).hasMessageContaining("round");
    }
}
