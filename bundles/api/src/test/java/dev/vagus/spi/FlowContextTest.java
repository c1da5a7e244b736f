package dev.vagus.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowContextTest {
    private static final FlowContext WORK = new FlowContext("c-1", 100, "00-a-b-01", 1);

    @Test
    void aThreadBeginsWithNothingAndGetsBackWhatWasThere() {
        assertThat(FlowContext.current()).isSameAs(FlowContext.NONE);
        FlowContext before = FlowContext.swap(WORK);
        FlowContext inner = FlowContext.swap(FlowContext.NONE);
        assertThat(before).isSameAs(FlowContext.NONE);
        assertThat(inner).isSameAs(WORK);
        assertThat(FlowContext.swap(before)).isSameAs(FlowContext.NONE);
        assertThat(FlowContext.current()).isSameAs(FlowContext.NONE);
    }

    @Test
    void theEarlierDeadlineHoldsAlsoWhereTheClockOverflows() {
        assertThat(FlowContext.earlier(FlowContext.NO_DEADLINE, 5)).isEqualTo(5);
        assertThat(FlowContext.earlier(5, FlowContext.NO_DEADLINE)).isEqualTo(5);
        assertThat(FlowContext.earlier(7, 5)).isEqualTo(5);
        assertThat(FlowContext.earlier(Long.MAX_VALUE, Long.MAX_VALUE + 10)).isEqualTo(Long.MAX_VALUE);
        assertThat(FlowContext.deadlineAt(Long.MIN_VALUE)).isNotEqualTo(FlowContext.NO_DEADLINE);
    }

    @Test
    void nothingNewMakesNoNewContext() {
        assertThat(WORK.with("c-1", 100, "00-a-b-01", 1)).isSameAs(WORK);
        assertThat(WORK.with(null, FlowContext.NO_DEADLINE, null, 0)).isSameAs(FlowContext.NONE);
        assertThat(WORK.with("c-2", 100, null, 1)).isEqualTo(new FlowContext("c-2", 100, null, 1));
    }
}
