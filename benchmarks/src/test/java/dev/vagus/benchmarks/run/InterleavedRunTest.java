package dev.vagus.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.benchmarks.bus.carrier.AsynchronousCarrier;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        Report report = run("--rounds", "1", "-p", "others=10", "-p", "events=30000");
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
                        "PublishHistory.publish");
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
    void optionsThatAreNotUnderstoodAreNamed() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--rounds")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--rounds needs a value");
        assertThatThrownBy(() -> Arguments.parse(List.of("--confidence", "95")))
                .hasMessageContaining("--confidence between 0 and 1");
        assertThatThrownBy(() -> Arguments.parse(List.of("--round", "3"))).hasMessageContaining("round");
    }
}
