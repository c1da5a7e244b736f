package dev.vagus.events.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class StoreNewsTest {
    private final AtomicLong clock = new AtomicLong(7);
    private final List<String> said = new ArrayList<>();
    private final StoreNews news = new StoreNews(log(), clock::get);

    private Logger log() {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (self, method, arguments) -> {
                    said.add(method.getName() + " "
                            + MessageFormatter.format((String) arguments[0], arguments[1])
                                    .getMessage());
                    return null;
                });
    }

    @Test
    void aFailureAndItsEndAreSaidOnce() {
        news.worked(0);
        news.failed("the disk is full");
        news.failed("the disk is full");
        news.worked(2);
        news.worked(2);
        assertThat(said)
                .containsExactly(
                        "warn Events are not stored, only kept in memory, until the store works again: the disk is full",
                        "info Events are stored again; 2 are missing in the store");
    }

    @Test
    void aStoreThatFailsAndWorksInTurnIsSpokenOfEveryTenSeconds() {
        for (int i = 0; i < 1_000; i++) {
            news.failed("overrun");
            news.worked(i);
        }
        assertThat(said).hasSize(2);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(10));
        for (int i = 0; i < 1_000; i++) {
            news.failed("overrun");
            news.worked(1_000 + i);
        }
        assertThat(said).hasSize(4).last().isEqualTo("info Events are stored again; 1000 are missing in the store");
    }

    @Test
    void aFailureThatLastsIsSaidThoughItBeganInTheQuietTime() {
        news.failed("overrun");
        news.worked(1);
        news.failed("overrun");
        assertThat(said).hasSize(2);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(10));
        news.failed("overrun");
        assertThat(said).hasSize(3).last().asString().startsWith("warn ");
    }
}
