package dev.vagus.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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

    @Test
    void aFrameBringsItsContextAndPutsBackWhatWasThere() {
        Object[] place = FlowContext.place();
        FlowContext before = FlowContext.swap(WORK);
        Work outer = new Work(FlowContext.NONE.called("Lab", 50), place);
        outer.enter(place);
        Work inner = new Work(FlowContext.current().called("Other", 40), place);
        inner.enter(place);

        assertThat(FlowContext.current()).isEqualTo(new FlowContext(null, 40, null, 2, "Lab", Map.of()));
        assertThat(FlowFrame.innermost(place)).isSameAs(inner);
        assertThat(inner.outer()).isSameAs(outer);
        assertThat(outer.outer()).isNull();

        inner.leave(place);
        assertThat(FlowContext.current().deadline()).isEqualTo(50);
        outer.leave(place);
        assertThat(FlowContext.current()).isSameAs(WORK);
        assertThat(FlowFrame.innermost(place)).isNull();
        FlowContext.set(before);
        assertThat(FlowContext.current()).isSameAs(FlowContext.NONE);
    }

    @Test
    void aContextThatIsSetInAFrameHoldsThereAndTheFrameStays() {
        Object[] place = FlowContext.place();
        Work frame = new Work(FlowContext.NONE.called("Lab", 50), place);
        frame.enter(place);
        FlowContext before = FlowContext.swap(WORK);
        assertThat(FlowContext.current()).isSameAs(WORK);
        Work inner = new Work(FlowContext.NONE, place);
        inner.enter(place);
        assertThat(FlowContext.current()).isSameAs(FlowContext.NONE);
        inner.leave(place);
        assertThat(FlowContext.current()).isSameAs(WORK);
        assertThat(FlowFrame.innermost(place)).isSameAs(frame);
        FlowContext.set(before);
        assertThat(FlowContext.current().deadline()).isEqualTo(50);
        frame.leave(place);
        assertThat(FlowContext.current()).isSameAs(FlowContext.NONE);
    }

    private static final class Work extends FlowFrame {
        Work(FlowContext flow, Object[] place) {
            super(flow, place);
        }
    }
}
