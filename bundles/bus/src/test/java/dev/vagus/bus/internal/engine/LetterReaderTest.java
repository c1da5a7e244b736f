package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.Priority;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a dead letter is told to whoever may hear its channel. */
class LetterReaderTest {
    private static final String SECRET = "the-code-1234";
    private static final Owner STRANGER = new Owner("stranger", 77);

    @TempDir
    Path folder;

    private final Bench bench = new Bench(Bench.settings(RedeliveryPolicy.DEFAULT.withJitter(0)));
    private final RuleGate gate = new RuleGate();
    private Gates gates;

    @BeforeEach
    void open() {
        gates = new Gates("bus", folder, null);
        bench.engine.behind(gates);
        bench.engine.createChannel(ChannelSpec.named("Secrets").storedEncrypted(true));
        for (String channel : new String[] {"Secrets", "Plain"}) {
            bench.subscribe(SubscriptionSpec.on(channel, Object.class), message -> {
                throw new IllegalArgumentException("cannot read " + SECRET, new IllegalStateException(SECRET));
            });
            bench.engine.send(
                    Bench.SENDER,
                    new Draft(channel, "T", Priority.NORMAL, null, Map.of("note", SECRET), SECRET, false),
                    Map.of("code", SECRET));
        }
        for (int i = 0; i < 20; i++) {
            bench.runAll();
            bench.pass(Duration.ofSeconds(10));
        }
        assertThat(bench.engine.deadLetters()).hasSize(2);
    }

    private DeadLetter seen(String channel, Owner reader) {
        DeadLetter listed = bench.engine
                .deadLetterOffice()
                .list(new DeadLetterFilter(channel, null, null), reader)
                .get(0);
        assertThat(bench.engine
                        .deadLetterOffice()
                        .find(listed.id(), reader)
                        .orElseThrow()
                        .withheld())
                .isEqualTo(listed.withheld());
        return listed;
    }

    private static String all(DeadLetter letter) {
        return letter + " " + letter.message() + letter.message().data()
                + letter.message().headers() + letter.message().correlationId() + letter.cause();
    }

    @Test
    void everybodySeesAllWhileThereIsNoGate() {
        assertThat(seen("Secrets", STRANGER).message().data()).isEqualTo(Map.of("code", SECRET));
        assertThat(seen("Secrets", STRANGER).withheld()).isEmpty();
    }

    @Test
    void whoMayNotHearTheChannelSeesThatItIsThereAndWhyNoMore() {
        gates.add("security", 0, 1, gate);
        gate.refuse("bus:subscribe:Secrets stranger");

        DeadLetter letter = seen("Secrets", STRANGER);

        assertThat(letter.withheld()).contains("stranger for nobody may not bus:subscribe:Secrets");
        assertThat(all(letter)).doesNotContain(SECRET);
        assertThat(letter.message().data()).isNull();
        assertThat(letter.message().type()).isEqualTo("T");
        assertThat(letter.message().source()).isEqualTo(Bench.SENDER.module());
        assertThat(letter.cause().type()).contains("IllegalArgumentException");
        assertThat(letter.stored(true).withheld()).isEqualTo(letter.withheld());
        assertThat(seen("Plain", STRANGER).message().data()).isEqualTo(Map.of("code", SECRET));
        assertThat(seen("Secrets", Bench.SENDER).message().data()).isEqualTo(Map.of("code", SECRET));
    }

    @Test
    void nobodySeesIntoOneWhileARequiredGateIsAway() {
        gates.require("security");

        assertThat(all(seen("Secrets", Bench.SENDER))).doesNotContain(SECRET);
        assertThat(seen("Plain", Bench.SENDER).withheld()).contains("security");

        gates.release("security");
        assertThat(seen("Secrets", Bench.SENDER).withheld()).isEmpty();
    }

    @Test
    void aGateThatFailsShowsNothing() {
        gates.add("security", 0, 1, new Gate() {
            @Override
            public Credential authenticate(String token, String module, long bundleId, long nanos) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public Checkpoint checkpoint(Access access) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public long epoch() {
                return 0;
            }
        });

        assertThat(all(seen("Secrets", STRANGER))).doesNotContain(SECRET);
        assertThat(seen("Secrets", STRANGER).withheld()).contains("the gate failed");
    }

    @Test
    void whatIsRedrivenHasAllThatItHad() {
        gates.add("security", 0, 1, gate);
        gate.refuse("bus:subscribe:Secrets stranger");
        DeadLetter letter = seen("Secrets", STRANGER);
        List<Object> heard = new ArrayList<>();
        bench.subscribe(
                SubscriptionSpec.on("Secrets", Object.class).named("repaired"), message -> heard.add(message.data()));

        assertThat(bench.engine.deadLetterOffice().redrive(letter.id(), "repaired"))
                .isEqualTo(Redrive.QUEUED);
        bench.runAll();

        assertThat(heard).containsExactly(Map.of("code", SECRET));
    }
}
