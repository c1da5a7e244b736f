package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.bus.BusStoppedException;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MailboxFullException;
import dev.vagus.bus.Message;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.bus.UnknownChannelException;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BusEngineTest {
    record Change(String module, int value) {}

    record OtherChange(String module, long value) {}

    private final Bench bench = new Bench();

    @Test
    void aMessageReachesEverySubscriptionWhoseTypeAndFilterMatch() {
        List<Object> all = bench.hear(SubscriptionSpec.on("C"));
        List<Object> some =
                bench.hear(SubscriptionSpec.on("C").ofType("Config*").matching("(module=a)"));
        List<Object> other = bench.hear(SubscriptionSpec.on("D"));
        bench.send("C", "ConfigChanged", Map.of("module", "a"));
        bench.send("C", "ConfigChanged", Map.of("module", "b"));
        bench.send("C", "Other", Map.of("module", "a"));
        bench.runAll();
        assertThat(all).hasSize(3);
        assertThat(some).containsExactly(Map.of("module", "a"));
        assertThat(other).isEmpty();
    }

    @Test
    void aRecordArrivesAsTheSubscribersOwnRecordAsAMapAndAsItIs() {
        List<Object> own = bench.hear(SubscriptionSpec.on("C", OtherChange.class));
        List<Object> map = bench.hear(SubscriptionSpec.on("C"));
        List<Object> plain = bench.hear(SubscriptionSpec.on("C", Object.class));
        List<Object> same = bench.hear(SubscriptionSpec.on("C", Change.class));
        Change change = new Change("a", 7);
        bench.send("C", "T", change);
        bench.runAll();
        assertThat(own).containsExactly(new OtherChange("a", 7));
        assertThat(map).containsExactly(Map.of("module", "a", "value", 7));
        assertThat(plain).containsExactly(Map.of("module", "a", "value", 7));
        assertThat(same).singleElement().isSameAs(change);
    }

    @Test
    void whatThePublisherChangesAfterwardsIsNotSeen() {
        List<Object> heard = bench.hear(SubscriptionSpec.on("C"));
        Map<String, Object> data = new HashMap<>(Map.of("a", 1));
        bench.send("C", "T", data);
        data.put("a", 2);
        bench.runAll();
        assertThat(heard).containsExactly(Map.of("a", 1));
    }

    @Test
    void anImmutableMapIsNotCopied() {
        List<Object> heard = bench.hear(SubscriptionSpec.on("C"));
        Map<String, Object> data = Map.of("a", 1);
        bench.send("C", "T", data);
        bench.runAll();
        assertThat(heard).singleElement().isSameAs(data);
    }

    @Test
    void aMessageCarriesItsSourceItsTimesAndItsId() {
        List<Message<Map<String, Object>>> heard = new ArrayList<>();
        bench.subscribe(SubscriptionSpec.on("C"), heard::add);
        var id = bench.send("C", "T", null, Duration.ofSeconds(3));
        bench.runAll();
        Message<?> message = heard.get(0);
        assertThat(message.id()).isEqualTo(id);
        assertThat(message.source()).isEqualTo("sender");
        assertThat(message.timestamp()).isEqualTo(Instant.ofEpochSecond(1_000));
        assertThat(message.expiry()).isEqualTo(Instant.ofEpochSecond(1_003));
        assertThat(message.data()).isNull();
        assertThat(message.headers()).isEmpty();
    }

    @Test
    void aMessageThatOutlivesItsTimeInTheMailboxExpires() {
        List<Object> heard = bench.hear(SubscriptionSpec.on("C"));
        bench.channel(ChannelSpec.named("C").withTimeToLive(Duration.ofSeconds(10)));
        bench.send("C", "T", Map.of("n", 1));
        bench.send("C", "T", Map.of("n", 2), Duration.ofSeconds(20));
        bench.nanos = Duration.ofSeconds(15).toNanos();
        bench.runAll();
        assertThat(heard).containsExactly(Map.of("n", 2));
        assertThat(bench.only().expired()).isEqualTo(1);
    }

    @Test
    void aHandlerThatThrowsMakesADeadLetterOfPlainStructure() {
        bench.subscribe(SubscriptionSpec.on("C", Change.class).named("n"), message -> {
            throw new LinkageError("no such class");
        });
        bench.send("C", "T", new Change("a", 1));
        bench.runAll();
        assertThat(bench.engine.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.message().data()).isEqualTo(Map.of("module", "a", "value", 1));
            assertThat(letter.subscription()).isEqualTo("n");
            assertThat(letter.module()).isEqualTo("hearer");
            assertThat(letter.attempts()).isEqualTo(1);
            assertThat(letter.cause().summary()).isEqualTo("java.lang.LinkageError: no such class");
        });
        assertThat(bench.only().dead()).isEqualTo(1);
    }

    @Test
    void aPayloadThatDoesNotFitIsADeadLetterThatNamesTheField() {
        List<Object> heard = bench.hear(SubscriptionSpec.on("C", Change.class));
        bench.send("C", "T", Map.of("module", "a", "value", "secret"));
        bench.send("C", "T", Map.of("module", "a", "value", 1));
        bench.runAll();
        assertThat(heard).containsExactly(new Change("a", 1));
        assertThat(bench.engine.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.cause().category()).isEqualTo(ErrorCategory.VALIDATION);
            assertThat(letter.cause().message()).contains("value").doesNotContain("secret");
        });
    }

    @Test
    void deadLettersAreBoundedAndTheOldestGoFirst() {
        BusSettings few = new BusSettings(
                10,
                OverflowPolicy.FAIL,
                Duration.ZERO,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                2,
                true,
                RedeliveryPolicy.NONE,
                1_000,
                BusSettings.DEFAULTS.budget());
        Bench small = new Bench(few);
        small.subscribe(SubscriptionSpec.on("C"), message -> {
            throw new IllegalStateException("no");
        });
        for (int i = 0; i < 3; i++) {
            small.send("C", "T", Map.of("n", i));
        }
        small.runAll();
        assertThat(small.engine.deadLetters())
                .extracting(letter -> letter.message().data())
                .containsExactly(Map.of("n", 1), Map.of("n", 2));
    }

    @Test
    void aFullMailboxRefusesAndTheOthersStillGetTheMessage() {
        bench.channel(ChannelSpec.named("C").withCapacity(1).withOverflow(OverflowPolicy.FAIL));
        bench.hear(SubscriptionSpec.on("C").named("slow"));
        bench.send("C", "T", Map.of("n", 1));
        List<Object> late = bench.hear(SubscriptionSpec.on("C").named("late"));
        assertThatThrownBy(() -> bench.send("C", "T", Map.of("n", 2)))
                .isInstanceOf(MailboxFullException.class)
                .hasMessageContaining("subscription slow of module hearer on channel C");
        bench.runAll();
        assertThat(late).containsExactly(Map.of("n", 2));
    }

    @Test
    void aHandlerThatSendsToItsOwnFullBlockingChannelIsToldAtOnce() {
        bench.channel(ChannelSpec.named("C").withCapacity(1).blocking(Duration.ofHours(1)));
        List<String> errors = new ArrayList<>();
        bench.subscribe(SubscriptionSpec.on("C"), message -> {
            if (errors.isEmpty()) {
                bench.send("C", "T", Map.of());
                try {
                    bench.send("C", "T", Map.of());
                } catch (MailboxFullException e) {
                    errors.add(e.getMessage());
                }
            }
        });
        bench.send("C", "T", Map.of());
        bench.runAll();
        assertThat(errors).singleElement().asString().contains("only the handler that is sending could empty it");
    }

    @Test
    void theBooksOfASubscriptionAndOfItsChannelBalance() {
        bench.channel(ChannelSpec.named("C").withCapacity(4).withOverflow(OverflowPolicy.DROP_OLDEST));
        bench.subscribe(SubscriptionSpec.on("C").ofType("Config*").matching("(n>=1)"), message -> {
            if (message.data().containsValue(3)) {
                throw new IllegalStateException("three");
            }
        });
        for (int i = 0; i < 7; i++) {
            bench.send("C", "ConfigChanged", Map.of("n", i), Duration.ofSeconds(i == 4 ? 1 : 60));
        }
        bench.send("C", "Other", Map.of());
        Map<String, Object> itself = new HashMap<>();
        itself.put("self", itself);
        assertThatThrownBy(() -> bench.send("C", "Config", itself)).isInstanceOf(IllegalArgumentException.class);
        bench.nanos = Duration.ofSeconds(2).toNanos();
        bench.runAll();
        bench.send("C", "ConfigChanged", Map.of("n", 1));
        assertThat(bench.engine.clear("C")).isEqualTo(1);
        bench.send("C", "ConfigChanged", Map.of("n", 1));
        var s = bench.only();
        assertThat(s)
                .returns(8L, x -> x.offered())
                .returns(2L, x -> x.delivered())
                .returns(1L, x -> x.expired())
                .returns(2L, x -> x.dropped())
                .returns(1L, x -> x.cleared())
                .returns(1L, x -> x.dead())
                .returns(1L, x -> x.queued())
                .returns(0L, x -> x.inFlight());
        assertThat(s.delivered() + s.expired() + s.dropped() + s.cleared() + s.dead() + s.queued() + s.inFlight())
                .isEqualTo(s.offered());
        ChannelSnapshot c = bench.engine.channel("C").orElseThrow();
        assertThat(List.of(c.sent(), c.routed(), c.unrouted(), c.filtered(), c.refused()))
                .containsExactly(11L, 8L, 1L, 1L, 1L);
    }

    @Test
    void aChannelIsRemovedAndItsSubscriptionsHearAgainWhenItIsMadeAnew() {
        List<Object> heard = bench.hear(SubscriptionSpec.on("C"));
        bench.send("C", "T", Map.of("n", 1));
        assertThat(bench.engine.removeChannel("C")).isEqualTo(1);
        assertThat(bench.engine.channels()).isEmpty();
        assertThatThrownBy(() -> bench.engine.clear("C")).isInstanceOf(UnknownChannelException.class);
        assertThat(bench.engine.createChannel(ChannelSpec.named("C").withCapacity(7)))
                .isTrue();
        bench.send("C", "T", Map.of("n", 2));
        bench.runAll();
        assertThat(heard).containsExactly(Map.of("n", 2));
        assertThat(bench.only().capacity()).isEqualTo(7);
        assertThat(bench.engine.channel("C").orElseThrow().sent()).isEqualTo(1);
    }

    @Test
    void channelsDoNotComeIntoBeingByUseWhenThatIsOff() {
        BusSettings strict = new BusSettings(
                10,
                OverflowPolicy.FAIL,
                Duration.ZERO,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                10,
                false,
                RedeliveryPolicy.NONE,
                1_000,
                BusSettings.DEFAULTS.budget());
        Bench closed = new Bench(strict);
        List<Object> heard = closed.hear(SubscriptionSpec.on("C"));
        assertThatThrownBy(() -> closed.send("C", "T", null))
                .isInstanceOf(UnknownChannelException.class)
                .hasMessageContaining("channel.autocreate");
        assertThat(closed.engine.channels()).isEmpty();
        closed.channel(ChannelSpec.named("C"));
        closed.send("C", "T", Map.of());
        closed.runAll();
        assertThat(heard).hasSize(1);
    }

    @Test
    void wrongNamesTypesAndFiltersAreRefusedWithoutAChange() {
        assertThatThrownBy(() -> bench.send("no blanks", "T", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no blanks");
        assertThatThrownBy(() -> bench.send("C", "a*", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bench.hear(SubscriptionSpec.on("C").matching("(a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("position");
        assertThatThrownBy(() -> bench.hear(SubscriptionSpec.on("C").ofType("")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(bench.engine.channels()).isEmpty();
        assertThat(bench.engine.subscriptions()).isEmpty();
    }

    @Test
    void newDefaultsReachTheChannelsThatHaveNothingOfTheirOwn() {
        bench.hear(SubscriptionSpec.on("C"));
        bench.channel(ChannelSpec.named("Own").withCapacity(3));
        BusSettings d = BusSettings.DEFAULTS;
        bench.engine.settings(new BusSettings(
                50,
                d.overflow(),
                d.blockTimeout(),
                d.updateWindow(),
                d.stopDeadline(),
                d.deadLetters(),
                true,
                d.redelivery(),
                1_000,
                d.budget()));
        assertThat(bench.only().capacity()).isEqualTo(50);
        assertThat(bench.engine.channel("Own").orElseThrow().spec().capacity()).isEqualTo(3);
    }

    @Test
    void afterItHasStoppedEverythingIsRefusedAndWhatWasQueuedIsCleared() {
        Attachment attachment = bench.subscribe(SubscriptionSpec.on("C"), message -> {});
        bench.send("C", "T", Map.of());
        bench.engine.close();
        assertThat(attachment.snapshot().cleared()).isEqualTo(1);
        assertThat(attachment.snapshot().state()).isEqualTo(State.CLOSED);
        assertThat(attachment.isOpen()).isFalse();
        assertThatThrownBy(() -> bench.send("C", "T", null)).isInstanceOf(BusStoppedException.class);
        assertThatThrownBy(() -> bench.hear(SubscriptionSpec.on("C"))).isInstanceOf(BusStoppedException.class);
        assertThatThrownBy(() -> bench.engine.channels()).isInstanceOf(BusStoppedException.class);
    }
}
