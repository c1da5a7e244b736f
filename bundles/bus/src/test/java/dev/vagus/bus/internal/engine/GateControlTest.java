package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.bus.BusStoppedException;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.module.GateAbsentException;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who manages the bus is asked for it first, and who may not changes nothing. */
class GateControlTest {
    private static final Owner EVE = new Owner("eve", 66);
    private static final Duration NOT_LONG = Duration.ZERO;

    @TempDir
    Path folder;

    private final Bench bench = new Bench();
    private final RuleGate gate = new RuleGate();
    private final GuardedControl eve = bench.engine.controlOf(EVE, null);
    private Gates gates;
    private TimeOrderedId letter;
    private String id;

    @BeforeEach
    void open() {
        gates = new Gates("bus", folder, null);
        bench.engine.behind(gates);
        bench.channel(ChannelSpec.named("C"));
        bench.subscribe(SubscriptionSpec.on("C", Object.class).named("n"), message -> {
            if ("bad".equals(message.data())) {
                throw new IllegalStateException("bad");
            }
        });
        bench.send("C", "T", "bad");
        bench.runAll();
        letter = bench.engine.deadLetters().get(0).id();
        id = bench.only().id();
    }

    private void guard() {
        gates.add("security", 0, 1, gate);
    }

    private static void assertRefused(String undone, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOf(AccessRefusedException.class)
                .hasMessageStartingWith(undone + ": eve for nobody may not bus:manage:")
                .extracting(each -> ((AccessRefusedException) each).rule())
                .isEqualTo(AccessRule.GRANT);
    }

    private void assertAsUsual() {
        assertThat(bench.engine.channels())
                .singleElement()
                .returns("C", ChannelSnapshot::name)
                .returns(ChannelSpec.named("C").capacity(), each -> each.spec().capacity())
                .returns(ChannelSnapshot.State.ACTIVE, ChannelSnapshot::state);
        assertThat(bench.engine.subscriptions())
                .singleElement()
                .returns(State.ACTIVE, SubscriptionSnapshot::state)
                .returns(1L, SubscriptionSnapshot::queued);
        assertThat(bench.engine.deadLetters()).hasSize(1);
    }

    @Test
    void whoMayNotManageAChannelChangesNothingOfIt() {
        bench.send("C", "T", "waits");
        guard();
        gate.refuse("bus:manage:C eve");
        ChannelSpec small = ChannelSpec.named("C").withCapacity(1);

        assertRefused("channel C was not created or changed", () -> eve.createChannel(small));
        assertRefused("channel C was not removed", () -> eve.removeChannel("C"));
        assertRefused("channel C was not cleared", () -> eve.clear("C"));
        assertRefused("channel C was not paused", () -> eve.pause("C", ""));
        assertRefused("channel C was not resumed", () -> eve.resume("C"));
        assertRefused("channel C was not drained", () -> eve.drain("C", NOT_LONG));
        String whose = "subscription n of module hearer on channel C was not ";
        assertRefused(whose + "cleared", () -> eve.clearSubscription(id));
        assertRefused(whose + "paused", () -> eve.holdSubscription(id, ""));
        assertRefused(whose + "resumed", () -> eve.holdSubscription(id, null));
        assertRefused(whose + "closed", () -> eve.closeSubscription(id));
        assertRefused("dead letter " + letter + " was not redriven", () -> eve.redrive(letter, null));
        assertRefused("dead letter " + letter + " was not redriven", () -> eve.redrive(letter, "n"));
        assertRefused("dead letter " + letter + " was not discarded", () -> eve.discard(letter));

        assertAsUsual();
    }

    @Test
    void theBusAsAWholeTakesTheScopeForAll() {
        bench.send("C", "T", "waits");
        guard();
        gate.refuse("bus:manage:* eve");

        assertRefused("the message bus was not paused", () -> eve.pause(null, ""));
        assertRefused("the message bus was not resumed", () -> eve.resume(null));
        assertRefused("the message bus was not drained", () -> eve.drain(null, NOT_LONG));

        assertAsUsual();
        eve.pause("C", "");
        assertThat(bench.engine.channel("C").orElseThrow().state()).isEqualTo(ChannelSnapshot.State.PAUSED);
    }

    @Test
    void aFilterIsAskedForByItsChannelAndDoesAllOrNothingWhicheverLettersThereAre() {
        guard();
        gate.refuse("bus:manage:* eve");
        DeadLetterFilter ofC = DeadLetterFilter.ALL.onChannel("C");
        String undone = "dead letters of no particular channel were not ";

        assertRefused(undone + "redriven", () -> eve.redrive(DeadLetterFilter.ALL));
        assertRefused(undone + "discarded", () -> eve.discard(DeadLetterFilter.ALL));
        assertRefused(undone + "discarded", () -> eve.discard(DeadLetterFilter.ALL.ofType("None")));
        gate.refuse("bus:manage:C eve");
        assertRefused("dead letters of channel C were not redriven", () -> eve.redrive(ofC));
        assertRefused("dead letters of channel C were not discarded", () -> eve.discard(ofC));
        assertThat(bench.engine.deadLetters()).hasSize(1);

        gate.allow("bus:manage:C eve");
        assertThat(eve.redrive(ofC).queued()).isEqualTo(1);
        bench.runAll();
        assertThat(eve.discard(ofC)).isEqualTo(1);
    }

    @Test
    void everyBundleManagesItsOwnSubscriptionsUnasked() {
        GuardedControl hearer = bench.engine.controlOf(Bench.HEARER, null);
        guard();
        gate.refuse("bus:manage:C");
        bench.send("C", "T", "waits");

        assertThat(hearer.holdSubscription(id, "mine")).isTrue();
        assertThat(hearer.clearSubscription(id)).hasValue(1);
        assertThat(hearer.holdSubscription(id, null)).isTrue();
        assertThat(hearer.closeSubscription(id)).isTrue();
        assertThat(gate.asked).noneMatch(each -> each.contains("manage"));
    }

    @Test
    void anotherBundleOfTheSameNameIsAnother() {
        GuardedControl namesake = bench.engine.controlOf(new Owner(Bench.HEARER.module(), 67), null);
        guard();
        gate.refuse("bus:manage:C hearer");

        assertThatThrownBy(() -> namesake.closeSubscription(id)).isInstanceOf(AccessRefusedException.class);
    }

    @Test
    void whatIsNotThereIsNotAskedForButAChannelIs() {
        guard();
        gate.refuse("bus:manage:Nowhere");

        assertThat(eve.closeSubscription("S99")).isFalse();
        assertThat(eve.clearSubscription("S99")).isEmpty();
        assertThat(eve.discard(TimeOrderedId.next())).isFalse();
        assertThat(eve.redrive(TimeOrderedId.next(), null)).isEqualTo(Redrive.NOT_FOUND);
        assertThat(gate.asked).noneMatch(each -> each.contains("manage"));
        assertRefused("channel Nowhere was not paused", () -> eve.pause("Nowhere", ""));
    }

    @Test
    void isAskedOnBehalfOfATokenOrOfWhatTheThreadIsDoing() {
        guard();
        gate.refuse("bus:manage:C Bob");
        bench.engine.controlOf(EVE, "Bearer Ann").pause("C", "");
        assertThatThrownBy(() -> bench.engine.controlOf(EVE, "Bob").resume("C"))
                .isInstanceOf(AccessRefusedException.class)
                .hasMessageContaining("eve for Bob may not");
        eve.resume("C");
        AtomicReference<@Nullable RuntimeException> within = new AtomicReference<>();
        bench.subscribe(SubscriptionSpec.on("D", Object.class), message -> {
            try {
                eve.pause("C", "");
            } catch (AccessRefusedException e) {
                within.set(e);
            }
        });
        bench.engine.send(Bench.SENDER, Draft.plain("D", "T").withHeaders(Map.of("authorization", "Bob")), 1);
        bench.runAll();

        assertThat(within.get()).hasMessageContaining("eve for Bob may not");
        assertThat(gate.asked)
                .contains("eve/66 for Ann: bus:manage:C", "eve/66 for nobody: bus:manage:C")
                .filteredOn("eve/66 for Bob: bus:manage:C"::equals)
                .hasSize(2);
    }

    @Test
    void withoutAGateEverybodyMayButNobodyChecksAToken() {
        eve.pause(null, "");
        eve.resume(null);
        GuardedControl ann = bench.engine.controlOf(EVE, "Ann");
        assertThatThrownBy(() -> ann.pause("C", ""))
                .isInstanceOf(GateAbsentException.class)
                .hasMessageContaining("channel C was not paused: there is a token, and no gate that checks it")
                .hasMessageNotContaining("Ann");
        assertThatThrownBy(() -> ann.requireCheck("nothing")).isInstanceOf(GateAbsentException.class);
    }

    @Test
    void whileARequiredGateIsAwayNobodyManagesButTheBusStops() {
        gates.require("security");

        for (ThrowingCallable deed : List.<ThrowingCallable>of(
                () -> eve.pause(null, ""),
                () -> eve.drain("C", NOT_LONG),
                () -> eve.discard(letter),
                () -> eve.discard(DeadLetterFilter.ALL))) {
            assertThatThrownBy(deed)
                    .isInstanceOf(GateAbsentException.class)
                    .hasMessageMatching(".* (was|were) not .*")
                    .hasMessageContaining("by eve is refused: the bus requires the gate security");
        }
        assertThat(bench.engine.deadLetters()).hasSize(1);

        bench.engine.refuse();
        assertThatThrownBy(() -> eve.pause(null, "")).isInstanceOf(BusStoppedException.class);
        bench.engine.close();
    }

    @Test
    void configuredChannelsAreNotAsked() {
        guard();
        gate.refuse("bus:manage:Configured");
        gate.refuse("bus:manage:*");
        bench.channel(ChannelSpec.named("Configured"));
        assertThat(bench.engine.channel("Configured")).isPresent();
        bench.engine.resetChannel("Configured");
        assertThat(bench.engine.channel("Configured")).isEqualTo(Optional.empty());
    }
}
