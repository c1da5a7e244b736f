package dev.vagus.events.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class RingTest {
    private final Ring ring = new Ring(4);

    @Test
    void aPlaceGoesToHigherNumbersOnly() {
        assertThat(ring.put(kept(5))).isZero();
        assertThat(ring.put(kept(1))).isEqualTo(Ring.REFUSED);
        assertThat(ring.put(kept(9))).isEqualTo(kept(5).bytes());
        assertThat(sequenceAt(5)).isEqualTo(9);
    }

    @Test
    void aPlaceThatNobodyFillsIsClosedAndItsClaimantRefused() {
        ring.put(kept(2));

        assertThat(ring.settle(6)).isEqualTo(kept(2).bytes());
        assertThat(ring.put(kept(6))).isEqualTo(Ring.REFUSED);
        assertThat(ring.settle(6)).isZero();
    }

    @Test
    void whatWasRemovedOnceIsNotRemovedAgain() {
        Kept kept = kept(3);
        ring.put(kept);

        assertThat(ring.remove(kept)).isTrue();
        assertThat(ring.remove(kept)).isFalse();
        assertThat(ring.put(kept(7))).isZero();
    }

    private long sequenceAt(long sequence) {
        return Objects.requireNonNull(ring.at(sequence)).sequence();
    }

    private static Kept kept(long sequence) {
        Kept kept = Kept.of(Past.event("e"));
        kept.place(sequence);
        return kept;
    }
}
