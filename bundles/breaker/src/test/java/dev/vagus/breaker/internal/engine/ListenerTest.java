package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.BreakerTransition;
import dev.vagus.module.ErrorCategory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final BreakerSettings ONE = BreakerSettings.DEFAULT.withFailures(1);

    private final FakeClock clock = new FakeClock();
    private final List<BreakerState> heard = new ArrayList<>();

    private Breaker breaker(BreakerListener listener) {
        return new Breaker(Bench.GUARDED, ONE, clock.clocks(), listener);
    }

    private void fail(Breaker breaker) {
        Permit permit = breaker.acquire();
        assertThat(permit).isNotNull();
        permit.fail(ErrorCategory.INTERNAL, 0, clock.nanos());
    }

    @Test
    void hearsInOrderAlsoOfWhatItCausesItself() {
        List<String> depth = new ArrayList<>();
        Breaker breaker = breaker((each, transition) -> {
            depth.add("in " + transition.to());
            heard.add(transition.to());
            if (transition.to() == BreakerState.OPEN) {
                assertThat(each.reset("at once", false)).isTrue();
            }
            depth.add("out");
        });
        fail(breaker);
        assertThat(heard).containsExactly(BreakerState.OPEN, BreakerState.CLOSED);
        assertThat(depth).containsExactly("in OPEN", "out", "in CLOSED", "out");
    }

    @Test
    void oneThatThrowsNeitherStopsTheBreakerNorMissesTheNext() {
        Breaker breaker = breaker((each, transition) -> {
            heard.add(transition.to());
            throw new IllegalStateException("the listener is broken");
        });
        fail(breaker);
        assertThat(breaker.reset("by shell", false)).isTrue();
        assertThat(heard).containsExactly(BreakerState.OPEN, BreakerState.CLOSED);
    }

    @Test
    void aSlowOneMissesNothingOfWhatHappensMeanwhile() {
        List<BreakerTransition> all = new ArrayList<>();
        Breaker breaker = breaker((each, transition) -> {
            all.add(transition);
            if (all.size() == 1) {
                for (int i = 0; i < 10; i++) {
                    each.reset("reset " + i, false);
                    fail(each);
                }
            }
        });
        fail(breaker);
        assertThat(all).hasSize(21).isEqualTo(breaker.snapshot().history());
    }
}
