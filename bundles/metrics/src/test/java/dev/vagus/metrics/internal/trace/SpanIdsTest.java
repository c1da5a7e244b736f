package dev.vagus.metrics.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.spi.Traceparent;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpanIdsTest {
    private final SpanIds ids = new SpanIds();

    private static Traceparent context(String trace, String span) {
        Traceparent read = Traceparent.parse("00-" + trace + "-" + span + "-01");
        assertThat(read).as("trace %s, span %s", trace, span).isNotNull();
        return read;
    }

    @Test
    void idsAreValidAndDifferAndAreKnownAsOurs() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            Traceparent context = context(ids.trace(), ids.span(i % 2 == 0));
            assertThat(ids.isOurs(context)).isTrue();
            assertThat(SpanIds.isConfidential(context)).isEqualTo(i % 2 == 0);
            seen.add(context.traceId());
            seen.add(context.spanId());
        }
        assertThat(seen).hasSize(20_000);
    }

    @Test
    void foreignIdsAndThoseOfAnotherStartAreNotTakenForOurs() {
        SpanIds others = new SpanIds();
        int mistaken = 0;
        for (int i = 0; i < 10_000; i++) {
            mistaken += ids.isOurs(context(others.trace(), others.span(false))) ? 1 : 0;
        }
        assertThat(mistaken).isLessThan(20);
    }
}
