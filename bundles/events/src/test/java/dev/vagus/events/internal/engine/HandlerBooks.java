package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.HandlerSnapshot;
import java.util.List;

/** Checks that what a handler was offered is where its figures say, to the event. */
final class HandlerBooks {
    private HandlerBooks() {}

    static void assertBalances(HandlerSnapshot handler) {
        assertThat(handler.offered())
                .isEqualTo(handler.delivered()
                        + handler.failed()
                        + handler.dropped()
                        + handler.cleared()
                        + handler.queued()
                        + handler.inFlight());
        assertThat(List.of(handler.delivered(), handler.cleared(), handler.queued(), handler.inFlight()))
                .allSatisfy(figure -> assertThat(figure).isNotNegative());
    }
}
