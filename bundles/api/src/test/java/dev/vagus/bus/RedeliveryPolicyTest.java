package dev.vagus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedeliveryPolicyTest {
    @Test
    void pausesGrowUpToTheMaximumAndVaryByTheJitter() {
        RedeliveryPolicy policy = RedeliveryPolicy.DEFAULT;
        assertThat(policy.pauseBefore(1, 0.5)).isEqualTo(Duration.ofMillis(500));
        assertThat(policy.pauseBefore(2, 0.5)).isEqualTo(Duration.ofMillis(750));
        assertThat(policy.pauseBefore(3, 0.5)).isEqualTo(Duration.ofMillis(1_125));
        assertThat(policy.pauseBefore(100_000, 0.5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.pauseBefore(1, 0)).isEqualTo(Duration.ofMillis(425));
        assertThat(policy.pauseBefore(1, 1)).isEqualTo(Duration.ofMillis(575));
    }

    @Test
    void wrongValuesAreNamed() {
        assertThatThrownBy(() -> RedeliveryPolicy.DEFAULT.withRetries(-1)).hasMessageContaining("retries");
        assertThatThrownBy(() -> RedeliveryPolicy.DEFAULT.withJitter(1.1)).hasMessageContaining("jitter");
        assertThatThrownBy(() -> RedeliveryPolicy.DEFAULT.withBackoff(Duration.ZERO, 0.5))
                .hasMessageContaining("multiplier");
    }
}
