package dev.vagus.breaker.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.Setting;
import dev.vagus.registry.CallRefusedException;
import dev.vagus.registry.CallTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final CallTimeoutException TIMEOUT = new CallTimeoutException("too slow");

    private static Terms terms(Object... keysAndValues) {
        Map<String, Setting> said = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String key = (String) keysAndValues[i];
            said.put(key, new Setting(key, keysAndValues[i + 1], "test"));
        }
        return new Terms(said);
    }

    private static Retries plain(long max) {
        return Retries.of(terms("retry.max", max, "retry.jitter", 0.0, "retry.backoff.ms", 100L), true, key -> null);
    }

    @Test
    void pausesLongerEachTimeUntilTheyAreUsedUp() {
        Retries retries = plain(2);

        assertThat(retries.pauseAfter(1, TIMEOUT, null)).isEqualTo(Duration.ofMillis(100));
        assertThat(retries.pauseAfter(2, TIMEOUT, null)).isEqualTo(Duration.ofMillis(150));
        assertThat(retries.pauseAfter(3, TIMEOUT, null)).isNull();
    }

    @Test
    void endAtTheDeadlineAndAtErrorsThatDoNotPass() {
        Retries retries = plain(5);

        assertThat(retries.pauseAfter(1, TIMEOUT, Duration.ofMillis(100))).isNull();
        assertThat(retries.pauseAfter(1, TIMEOUT, Duration.ofMillis(101))).isEqualTo(Duration.ofMillis(100));
        assertThat(retries.pauseAfter(1, new IllegalStateException("internal"), null))
                .isNull();
    }

    @Test
    void waitAsLongAsARefusalAsksForButNotForEver() {
        Retries retries = plain(5);

        assertThat(retries.pauseAfter(1, new CallRefusedException("full", Duration.ofSeconds(2)), null))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(retries.pauseAfter(1, new CallRefusedException("full", Duration.ofSeconds(6)), null))
                .isNull();
        assertThat(retries.pauseAfter(1, new CallRefusedException("full"), null))
                .isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void areOnlyForWhatMayBeCalledAgainUnlessSomebodySaysSo() {
        Terms three = terms("retry.max", 3L);

        assertThat(Retries.of(three, false, key -> null).schedule().max()).isZero();
        assertThat(Retries.of(three, true, key -> null).schedule().max()).isEqualTo(3);
        assertThat(Retries.of(three, false, key -> key.equals("retry.max") ? 1 : null)
                        .schedule()
                        .max())
                .isEqualTo(1);
        assertThat(Retries.of(terms("retry.max", 3L, "retry.non.idempotent", true), false, key -> null)
                        .schedule()
                        .max())
                .isEqualTo(3);
    }

    @Test
    void refuseACallThatSaysWhatIsNotAllowed() {
        assertThatThrownBy(() -> Retries.of(Terms.DEFAULTS, true, key -> key.equals("retry.jitter") ? "x" : null))
                .hasMessageContaining("retry.jitter must be a number from 0 to 1, but is 'x'");
    }
}
