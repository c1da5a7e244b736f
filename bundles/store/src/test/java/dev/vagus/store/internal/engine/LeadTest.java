package dev.vagus.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.EventQuery;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadTest {
    private static final long NOW = 1_700_000_000_000L;

    @Test
    void noIdOfASpanOfTimeIsLeftOut() {
        for (long back : List.of(0L, 1L, 3_600_000L, -3_600_000L, NOW, -NOW)) {
            long published = NOW - back;
            long id = NOW << 20 | 5;
            Lead lead = Lead.NONE.with(id, published).with(NOW << 20, NOW);

            IdRange range = IdRange.of(
                    EventQuery.ALL.between(Instant.ofEpochMilli(published), Instant.ofEpochMilli(published + 1)), lead);

            assertThat(range.first()).isLessThanOrEqualTo(id);
            assertThat(range.last()).isGreaterThanOrEqualTo(id);
        }
    }

    @Test
    void aSpanIsNarrowWhereTheClockWasNeverSet() {
        Lead lead = Lead.NONE.with(NOW << 20, NOW).with((NOW + 5) << 20, NOW + 5);

        assertThat(lead).isEqualTo(new Lead(0, 0));
        assertThat(lead.with((NOW + 9) << 20, NOW + 9)).isSameAs(lead);
        assertThat(lead.firstId(NOW)).isEqualTo(NOW << 20);
        assertThat(lead.endId(NOW)).isEqualTo(NOW << 20);
    }

    @Test
    void timesThatNoIdCanHaveAreNoBound() {
        Lead lead = Lead.NONE.with(NOW << 20, NOW);

        assertThat(lead.firstId(Long.MIN_VALUE)).isZero();
        assertThat(lead.endId(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(Lead.NONE.firstId(NOW)).isZero();
        assertThat(Lead.NONE.endId(NOW)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theLastIdOfAllHasNoneBehindIt() {
        EventQuery query = EventQuery.ALL.after("7ZZZZZZZZZZZZ");

        assertThat(IdRange.of(query.oldestFirst(), Lead.NONE).isEmpty()).isTrue();
        assertThat(IdRange.of(EventQuery.ALL, Lead.NONE).isAll()).isTrue();
    }
}
