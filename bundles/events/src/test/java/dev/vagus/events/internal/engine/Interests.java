package dev.vagus.events.internal.engine;

import dev.vagus.events.Replay;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.osgi.service.event.Event;

/** Interests for tests of the engine. */
final class Interests {
    private Interests() {}

    static Interest in(String... topics) {
        return where(event -> true, 0, topics);
    }

    static Interest ranked(int ranking, String... topics) {
        return where(event -> true, ranking, topics);
    }

    static Interest where(Predicate<Event> filter, int ranking, String... topics) {
        List<TopicPattern> patterns =
                Arrays.stream(topics).map(TopicPattern::parse).toList();
        return new Interest(
                patterns,
                topic -> true,
                null,
                filter,
                new Order(0, ranking),
                Replay.NONE,
                new Interest.Declaration(List.of(topics), "", ""));
    }
}
