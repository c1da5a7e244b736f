package dev.vagus.events.internal.tracking;

import dev.vagus.events.EventSubscriber;
import dev.vagus.events.Replay;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/** Reads from a handler's service properties what it is to hear of the past. */
final class ReplayProperties {
    private ReplayProperties() {}

    /**
     * What it is to hear.
     *
     * @throws InvalidHandlerException when a property is not valid
     */
    static Replay read(String asked, ServiceReference<?> reference) {
        int last = HandlerProperties.integer(asked, EventSubscriber.REPLAY_LAST_PROPERTY, reference, 0);
        if (last < 0) {
            throw new InvalidHandlerException(
                    asked, EventSubscriber.REPLAY_LAST_PROPERTY + " must not be negative, but is " + last);
        }
        String since = HandlerProperties.text(asked, EventSubscriber.REPLAY_SINCE_PROPERTY, reference, "");
        String position = HandlerProperties.text(asked, EventSubscriber.REPLAY_POSITION_PROPERTY, reference, "");
        return new Replay(last, instant(asked, since), position);
    }

    private static @Nullable Instant instant(String asked, String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.startsWith("P") ? Instant.now().minus(Duration.parse(text)) : Instant.parse(text);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new InvalidHandlerException(
                    asked,
                    EventSubscriber.REPLAY_SINCE_PROPERTY + " '" + text
                            + "' is neither an instant such as 2026-11-22T06:00:00Z nor a duration such as PT1H");
        }
    }
}
