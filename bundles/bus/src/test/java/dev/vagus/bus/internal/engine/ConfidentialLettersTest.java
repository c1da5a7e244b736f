package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.spi.StoredLetter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A store is told which letters it must not write as they are. */
class ConfidentialLettersTest {
    private final FakeLetterStore store = new FakeLetterStore();
    private Bench bench = started();

    private Bench started() {
        Bench fresh = new Bench();
        fresh.engine.deadLetterOffice().store(store);
        fresh.runLetters();
        return fresh;
    }

    private void die(String channel) {
        bench.subscribe(SubscriptionSpec.on(channel, Object.class).named("keep"), message -> {
            throw new IllegalArgumentException("on purpose");
        });
        bench.send(channel, "T", 1);
        for (int i = 0; i < 20; i++) {
            bench.runAll();
            bench.pass(Duration.ofSeconds(10));
        }
        bench.runLetters();
    }

    @Test
    void thoseOfAChannelThatIsStoredEncryptedOnlyAreConfidentialAlsoAfterARestart() {
        bench.engine.createChannel(ChannelSpec.named("Secrets").storedEncrypted(true));
        die("Secrets");
        die("Others");
        assertThat(store.rows.values()).extracting(StoredLetter::confidential).containsExactly(true, false);

        bench = started();
        assertThat(bench.engine.deadLetters()).hasSize(2);
        assertThat(store.rows.values()).extracting(StoredLetter::confidential).containsExactly(true, false);
    }
}
