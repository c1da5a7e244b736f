package dev.vagus.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void namesTheDeepestCauseInOneLine() {
        Exception failure = new IllegalStateException("outer", new IllegalArgumentException("inner\nsecond line"));
        assertThat(Failures.cause(failure)).isEqualTo("IllegalArgumentException: inner");
        assertThat(Failures.message(failure)).isEqualTo("outer");
    }

    @Test
    void namesTheTypeWhereThereIsNoMessage() {
        assertThat(Failures.cause(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(Failures.message(new IllegalStateException(" "))).isEqualTo("IllegalStateException");
    }

    @Test
    void cutsWhatIsTooLong() {
        assertThat(Failures.message(new IllegalStateException("x".repeat(1000))))
                .hasSize(401);
    }
}
