package dev.vagus.metrics.internal.trace;

import static dev.vagus.metrics.internal.trace.Works.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.metrics.TraceLevel;
import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.internal.trace.TraceEngine.Origin;
import dev.vagus.module.ErrorRecord;
import dev.vagus.spi.FlowTracer.Kind;
import dev.vagus.spi.FlowTracer.Span;
import dev.vagus.spi.FlowTracer.Work;
import dev.vagus.spi.Traceparent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is recorded, by level and by filter. */
class TraceSessionTest {
    private final Works works = new Works();

    private void start(TraceSpec spec) {
        works.engine.start(spec, Origin.CODE);
    }

    private List<TraceRecord> records() {
        return works.engine.records(1_000);
    }

    private String all() {
        return records().stream().map(TraceRecord::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void workBeginsATraceAndWhatIsInsideContinuesIt() {
        start(TraceSpec.ALL);
        Span call = works.recorded(work(Kind.CALL, "A.Run", null), null);
        Span send = works.recorded(work(Kind.SEND, "Jobs", call), null);
        works.nanos.set(3_000);
        send.end(null);
        call.end(ErrorRecord.of(new IllegalStateException("broken")));
        assertThat(records())
                .extracting(TraceRecord::phase)
                .map(Enum::name)
                .containsExactly("BEGIN", "BEGIN", "END", "ERROR");
        TraceRecord outer = records().get(0);
        TraceRecord inner = records().get(1);
        assertThat(inner.parentId()).isEqualTo(outer.spanId());
        assertThat(inner.traceId()).isEqualTo(outer.traceId());
        assertThat(outer.parentId()).isEmpty();
        assertThat(records().get(2).duration()).isEqualTo(Duration.ofNanos(3_000));
        assertThat(records().get(3).detail()).isEqualTo("internal java.lang.IllegalStateException: broken");
    }

    @Test
    void aTraceFromOutsideIsContinued() {
        start(TraceSpec.ALL);
        String outside = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
        Work work = new Work(Kind.CALL, "1", "A.Run", "", "m", "A", 1, "affair", outside, false);
        Span span = works.recorded(work, null);
        assertThat(Traceparent.parse(span.traceparent()))
                .returns("0af7651916cd43dd8448eb211c80319c", Traceparent::traceId)
                .returns("01", Traceparent::flags);
        assertThat(records().get(0).parentId()).isEqualTo("b7ad6b7169203331");
        assertThat(records().get(0).correlationId()).isEqualTo("affair");
    }

    @Test
    void basicHasNeitherStepsNorHearingsNorRoutesNorPayloads() {
        start(TraceSpec.ALL);
        Span send = works.recorded(work(Kind.SEND, "Jobs", null), Map.of("n", 1));
        assertThat(works.begin(work(Kind.STEP, "A.Run", send), null)).isNull();
        assertThat(works.begin(work(Kind.HEARING, "Done", send), null)).isNull();
        send.note("route", "somewhere");
        send.note("dropped", "elsewhere");
        assertThat(records()).extracting(TraceRecord::note).containsExactly("", "dropped");
        assertThat(records()).extracting(TraceRecord::payload).containsOnly("");
    }

    @Test
    void detailedHasThemAndVerboseHasPayloads() {
        start(TraceSpec.ALL.at(TraceLevel.DETAILED));
        Span send = works.recorded(work(Kind.SEND, "Jobs", null), Map.of("n", 1));
        works.recorded(work(Kind.STEP, "A.Run", send), null);
        works.recorded(work(Kind.HEARING, "Done", send), null);
        send.note("route", "somewhere");
        assertThat(records()).hasSize(4).extracting(TraceRecord::payload).containsOnly("");
        start(TraceSpec.ALL.at(TraceLevel.VERBOSE));
        works.recorded(work(Kind.SEND, "Jobs", null), Map.of("n", 1, "password", "hunter2"));
        assertThat(records().get(0).payload()).contains("\"n\":1").doesNotContain("hunter2");
    }

    @Test
    void confidentialWorkAndAllThatIsInsideOfItShowsNeitherPayloadNorTheTextOfErrors() {
        start(TraceSpec.ALL.at(TraceLevel.VERBOSE));
        Span send = works.recorded(work(Kind.SEND, "Secret", "T", "m", "", null, true), Map.of("plan", "attack"));
        Span delivery = works.recorded(work(Kind.DELIVERY, "Secret", "T", "m", "", send, true), "attack");
        Span call = works.recorded(work(Kind.CALL, "A.Run", delivery), Map.of("plan", "attack"));
        call.end(ErrorRecord.of(new IllegalStateException("no attack")));
        delivery.note("refused", "attack was refused");
        delivery.end(ErrorRecord.of(new IllegalStateException("no attack")));
        assertThat(all()).doesNotContain("attack").contains("IllegalStateException");
    }

    @Test
    void whatMatchesIsRecordedAndEverythingInsideOfIt() {
        start(TraceSpec.ALL.ofOperations("A.*"));
        Span call = works.recorded(work(Kind.CALL, "A.Run", null), null);
        Span send = works.recorded(work(Kind.SEND, "Jobs", call), null);
        works.recorded(work(Kind.CALL, "B.Run", send), null);
        assertThat(works.begin(work(Kind.CALL, "B.Run", null), null)).isNull();
        assertThat(works.begin(work(Kind.SEND, "Jobs", null), null)).isNull();
    }

    @Test
    void channelsAreThoseOfMessagesAndEvents() {
        start(TraceSpec.ALL.onChannels("Jobs", "Ev*"));
        works.recorded(work(Kind.SEND, "Jobs", null), null);
        works.recorded(work(Kind.DELIVERY, "Jobs", null), null);
        works.recorded(work(Kind.PUBLISH, "Done", "Events", "m", "", null, false), null);
        assertThat(works.begin(work(Kind.PUBLISH, "Done", "Other", "m", "", null, false), null))
                .isNull();
        assertThat(works.begin(work(Kind.CALL, "Jobs", null), null)).isNull();
    }

    @Test
    void modulesAreBothThatWorkIsBetweenAndAreAskedBesideChannelsOrOperations() {
        start(TraceSpec.ALL.ofModules("Lab*"));
        works.recorded(work(Kind.CALL, "X.Y", "", "LabRunner", "X", null, false), null);
        works.recorded(work(Kind.CALL, "LabRunner.Y", "", "X", "LabRunner", null, false), null);
        assertThat(works.begin(work(Kind.CALL, "X.Y", "", "Z", "X", null, false), null))
                .isNull();
        start(TraceSpec.ALL.ofModules("Lab*").onChannels("Jobs"));
        works.recorded(work(Kind.SEND, "Jobs", "", "LabRunner", "", null, false), null);
        assertThat(works.begin(work(Kind.SEND, "Jobs", "", "Other", "", null, false), null))
                .isNull();
        assertThat(works.begin(work(Kind.SEND, "Else", "", "LabRunner", "", null, false), null))
                .isNull();
    }

    @Test
    void nothingIsRecordedAfterTheEndAndAFormerTracerRecordsNothingIntoTheNext() {
        start(TraceSpec.ALL);
        Span former = works.recorded(work(Kind.CALL, "A.Run", null), null);
        start(TraceSpec.ALL.ofOperations("None"));
        former.end(null);
        assertThat(works.begin(work(Kind.CALL, "B.Run", former), null)).isNull();
        assertThat(records()).isEmpty();
        works.engine.stop(Origin.CODE);
        assertThat(works.tracer).isNull();
    }
}
