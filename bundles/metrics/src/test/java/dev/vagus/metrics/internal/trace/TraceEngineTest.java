package dev.vagus.metrics.internal.trace;

import static dev.vagus.metrics.internal.trace.Works.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.metrics.Journey;
import dev.vagus.metrics.TraceException;
import dev.vagus.metrics.TraceLevel;
import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.Tracing;
import dev.vagus.metrics.internal.trace.TraceEngine.Origin;
import dev.vagus.spi.FlowTracer.Kind;
import dev.vagus.spi.FlowTracer.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starting and ending, the memory, the journeys and the tails. */
class TraceEngineTest {
    private Works works = new Works();

    @AfterEach
    void close() {
        works.engine.close();
    }

    private static List<String> lines(List<Journey.Stage> stages, int depth) {
        List<String> lines = new ArrayList<>();
        for (Journey.Stage stage : stages) {
            lines.add(
                    " ".repeat(depth) + stage.work().kind() + " " + stage.work().subject());
            lines.addAll(lines(stage.inside(), depth + 1));
        }
        return lines;
    }

    @Test
    void aJourneyIsATreeThatIsFoundByAnyOfItsIds() {
        works.engine.start(TraceSpec.ALL, Origin.CODE);
        Span call = works.recorded(work(Kind.CALL, "A.Run", null), null);
        works.call("Other.Run");
        Span send = works.recorded(work(Kind.SEND, "Jobs", call), null);
        send.end(null);
        call.end(null);
        Span delivery = works.recorded(work(Kind.DELIVERY, "Jobs", send), null);
        works.recorded(work(Kind.PUBLISH, "Done", delivery), null).end(null);
        delivery.note("retry", "attempt 2 in 500 ms");
        String trace = works.engine.records(1).get(0).traceId();
        for (String id : List.of("id-A.Run", "id-Jobs", "id-Done", trace)) {
            Journey journey = works.engine.journey(id).orElseThrow();
            assertThat(lines(journey.roots(), 0))
                    .containsExactly("call A.Run", " send Jobs", "  delivery Jobs", "   publish Done");
            Journey.Stage attempt =
                    journey.roots().get(0).inside().get(0).inside().get(0);
            assertThat(attempt.duration()).isNull();
            assertThat(attempt.notes()).extracting(TraceRecord::note).containsExactly("retry");
        }
        assertThat(works.engine.journey("unknown")).isEmpty();
        assertThat(works.engine.journey("")).isEmpty();
    }

    @Test
    void theMemoryIsBoundedInRecordsAndInBytes() {
        works = new Works(new TraceSettings(false, TraceSpec.ALL, 10, 1 << 20, 1, 1));
        works.engine.start(TraceSpec.ALL.at(TraceLevel.VERBOSE), Origin.CODE);
        for (int i = 0; i < 100; i++) {
            works.call("A.Run" + i);
        }
        assertThat(works.engine.records(1_000)).hasSize(10).last().returns(200L, TraceRecord::sequence);
        assertThat(works.engine.records(3)).extracting(TraceRecord::sequence).containsExactly(198L, 199L, 200L);
        works.engine.configure(new TraceSettings(false, TraceSpec.ALL, 1_000, 10_000, 1, 1));
        for (int i = 0; i < 100; i++) {
            works.recorded(work(Kind.CALL, "A.Run" + i, null), "x".repeat(1_000));
        }
        assertThat(works.engine.records(1_000)).hasSizeBetween(2, 5);
        assertThat(works.engine.status().kept()).isBetween(2, 5);
        assertThatThrownBy(() -> works.engine.records(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTailGetsEveryRecordInOrderUntilItIsClosed() {
        works.engine.start(TraceSpec.ALL, Origin.CODE);
        List<Long> heard = new CopyOnWriteArrayList<>();
        Tracing.Tail tail = works.engine.tail(record -> heard.add(record.sequence()));
        works.call("A.Run");
        works.call("A.Run");
        await().until(() -> heard.size() == 4);
        assertThat(heard).containsExactly(1L, 2L, 3L, 4L);
        tail.close();
        works.call("A.Run");
        assertThat(tail.isOpen()).isFalse();
        assertThat(heard).hasSize(4);
    }

    @Test
    void aListenerThatIsSlowOrFailsLosesItsOwnRecordsOnly() {
        works.engine.start(TraceSpec.ALL, Origin.CODE);
        CountDownLatch release = new CountDownLatch(1);
        List<Long> heard = new CopyOnWriteArrayList<>();
        Tracing.Tail slow = works.engine.tail(record -> {
            heard.add(record.sequence());
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("a listener that fails");
        });
        for (int i = 0; i < 1_500; i++) {
            works.call("A.Run");
        }
        assertThat(slow.lost()).isBetween(1_999L, 2_000L);
        assertThat(works.engine.status().records()).isEqualTo(3_000);
        release.countDown();
        await().until(() -> heard.size() + slow.lost() == 3_000);
    }

    @Test
    void moreThanSixteenTailsAreRefused() {
        for (int i = 0; i < 16; i++) {
            works.engine.tail(record -> {});
        }
        assertThatThrownBy(() -> works.engine.tail(record -> {}))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("close one");
    }

    @Test
    void whatCodeSaysHoldsUntilTheConfigurationSaysSomethingElse() {
        TraceSettings off = Works.small(1_000, 2, TraceSpec.ALL, false);
        works = new Works(off);
        works.engine.begin();
        assertThat(works.engine.status().on()).isFalse();
        works.engine.start(TraceSpec.ALL.at(TraceLevel.DETAILED), Origin.CODE);
        works.engine.configure(new TraceSettings(false, TraceSpec.ALL, 7, 1 << 20, 1_000, 2));
        assertThat(works.engine.status().on()).isTrue();
        works.engine.configure(Works.small(1_000, 2, TraceSpec.ALL, true));
        assertThat(works.engine.status().spec().level()).isEqualTo(TraceLevel.BASIC);
        assertThat(works.engine.status().origin()).isEqualTo("configuration");
        works.engine.stop(Origin.CODE);
        assertThat(works.engine.status().origin()).isEqualTo("code");
        works.engine.configure(Works.small(9_000, 2, TraceSpec.ALL, true));
        assertThat(works.engine.status().on()).isFalse();
        works.engine.configure(Works.small(9_000, 2, TraceSpec.ALL.ofModules("A"), true));
        assertThat(works.engine.status().on()).isTrue();
        works.engine.configure(Works.small(9_000, 2, TraceSpec.ALL.ofModules("A"), false));
        assertThat(works.engine.status().on()).isFalse();
    }

    @Test
    void recordsStayAfterTheEndUntilTheNextStart() {
        works.engine.start(TraceSpec.ALL, Origin.CODE);
        works.call("A.Run");
        works.engine.stop(Origin.CODE);
        assertThat(works.engine.journey("id-A.Run")).isPresent();
        works.engine.start(TraceSpec.ALL, Origin.CODE);
        assertThat(works.engine.records(10)).isEmpty();
        assertThat(works.engine.status().records()).isZero();
    }

    @Test
    void afterTheBundleHasStoppedNothingStarts() {
        Tracing.Tail tail = works.engine.tail(record -> {});
        works.engine.start(TraceSpec.ALL, Origin.CODE);
        works.engine.close();
        assertThat(works.tracer).isNull();
        assertThat(tail.isOpen()).isFalse();
        assertThatThrownBy(() -> works.engine.start(TraceSpec.ALL, Origin.CODE)).isInstanceOf(TraceException.class);
        assertThatThrownBy(() -> works.engine.tail(record -> {})).isInstanceOf(TraceException.class);
    }
}
