package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.metrics.Journey;
import dev.vagus.metrics.Journey.Stage;
import dev.vagus.metrics.TraceLevel;
import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.TraceRecord.Phase;
import dev.vagus.metrics.TraceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceCommandsTest extends CommandTest {
    private void recordSome() {
        tracing.records.add(FakeTracing.record(Phase.BEGIN, "call", "Lab.Run", ""));
        tracing.records.add(FakeTracing.record(Phase.NOTE, "send", "Jobs", "subscription jobs"));
        tracing.records.add(FakeTracing.record(Phase.ERROR, "call", "Lab.Run", "internal X: broken"));
    }

    @Test
    void startTakesUpEverythingThatIsSaid() {
        assertThat(run(
                        "trace-start",
                        "--level",
                        "verbose",
                        "--module",
                        "Lab*",
                        "--module",
                        "Shop",
                        "--channel",
                        "Jobs",
                        "--operation",
                        "Lab.*",
                        "--file",
                        "t.jsonl"))
                .contains("tracing is on: level verbose, modules Lab* Shop, channels Jobs, operations Lab.*")
                .contains("t.jsonl");
        assertThat(tracing.status.spec())
                .isEqualTo(new TraceSpec(
                        TraceLevel.VERBOSE,
                        List.of("Lab*", "Shop"),
                        List.of("Jobs"),
                        List.of("Lab.*"),
                        Path.of("t.jsonl")));
        assertThat(run("trace-start", "--json")).contains("\"level\" : \"basic\"", "\"on\" : true");
        assertThat(failure("trace-start", "--level", "much")).contains("basic, detailed, verbose");
        assertThat(failure("trace-start", "--count", "1")).contains("--follow");
    }

    @Test
    void followAndTailShowRecordsAsTheyCome() {
        recordSome();
        assertThat(run("trace-start", "--follow", "--count", "3").lines())
                .anySatisfy(line -> assertThat(line).contains("0af76519  call begin  Lab.Run  Shop -> Lab"))
                .anySatisfy(
                        line -> assertThat(line).contains("send route  Jobs").contains("subscription jobs"))
                .anySatisfy(line -> assertThat(line)
                        .contains("call error")
                        .contains("1.500 ms")
                        .contains("broken"));
        assertThat(run("trace-tail", "--count", "1", "--json").lines())
                .singleElement()
                .asString()
                .contains("\"phase\":\"begin\"", "\"subject\":\"Lab.Run\"");
        tracing.stop();
        assertThat(failure("trace-tail", "--count", "1")).isEqualTo("tracing is off: trace-start begins it");
    }

    @Test
    void listShowsTheLatestRecordsOrWhyThereAreNone() {
        assertThat(run("trace-list")).contains("no records", "tracing is off: trace-start begins it");
        recordSome();
        assertThat(run("trace-list")).contains("call begin", "send route", "1.500 ms");
        assertThat(run("trace-list", "--limit", "1")).contains("call error").doesNotContain("call begin");
        assertThat(run("trace-list", "--json")).contains("\"micros\" : 1500.0");
    }

    @Test
    void showPrintsATreeWithTimes() {
        TraceRecord call = FakeTracing.record(Phase.BEGIN, "call", "Lab.Run", "");
        TraceRecord send = FakeTracing.record(Phase.BEGIN, "send", "Jobs", "");
        TraceRecord note = FakeTracing.record(Phase.NOTE, "send", "Jobs", "subscription jobs");
        Stage inner = new Stage(send, Duration.ofMillis(2), null, "", List.of(note), List.of());
        Stage outer =
                new Stage(call, Duration.ZERO, Duration.ofMillis(5), "internal X: broken", List.of(), List.of(inner));
        tracing.journeys.put("id-Jobs", new Journey(FakeTracing.BEGIN, List.of(outer)));
        assertThat(run("trace-show", "id-Jobs").lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("trace 0af7651916cd43dd8448eb211c80319c since "),
                        line -> assertThat(line).containsPattern("AFTER +TOOK +WHAT"),
                        line -> assertThat(line)
                                .containsPattern("\\+0.000 ms +5.000 ms  call Lab.Run  Shop -> Lab  id-Lab.Run"),
                        line -> assertThat(line).containsPattern("^ +! internal X: broken"),
                        line -> assertThat(line).containsPattern("\\+2.000 ms +open    send Jobs"),
                        line -> assertThat(line).containsPattern("^ +- route subscription jobs"));
        assertThat(run("trace-show", "id-Jobs", "--json"))
                .contains("\"offsetMicros\" : 2000.0", "\"micros\" : 5000.0", "\"inside\"");
    }

    @Test
    void showOfWhatIsNotInMemorySaysWhatIsRecorded() {
        assertThat(failure("trace-show", "x")).contains("nothing of x is in memory", "tracing is off");
        run("trace-start", "--channel", "Jobs");
        assertThat(failure("trace-show", "x")).contains("tracing is on since", "channels Jobs", "trace-list");
    }

    @Test
    void statusAndStopSayWhatWasMadeAndLost() {
        assertThat(run("trace-status")).containsPattern("tracing +off");
        run("trace-start", "--file", "t.jsonl");
        assertThat(run("trace-status")).containsPattern("tracing +on since");
        assertThat(run("trace-status", "--json")).contains("\"origin\" : \"code\"");
        assertThat(run("trace-stop", "--archive", "there"))
                .contains("tracing is off; 12 records were made")
                .contains("3 of them are not in the file")
                .contains("archived in there");
        assertThat(run("trace-stop")).contains("tracing was off already");
        run("trace-start");
        assertThat(failure("trace-stop", "--archive", "there")).contains("no file to archive");
    }

    @Test
    void withoutTheBundleEachSaysSo() {
        started = false;
        assertThat(failure("trace-list")).isEqualTo("tracing is not there: bundle dev.vagus.metrics is not started");
    }
}
