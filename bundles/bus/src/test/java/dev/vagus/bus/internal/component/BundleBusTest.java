package dev.vagus.bus.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.bus.internal.engine.BusEngine;
import dev.vagus.bus.internal.engine.BusSettings;
import dev.vagus.bus.internal.engine.Clocks;
import dev.vagus.bus.internal.engine.Owner;
import dev.vagus.bus.internal.engine.Surroundings;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.GateAbsentException;
import dev.vagus.module.Outcome;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.module.VagusException;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.spi.Access;
import dev.vagus.spi.Access.Kind;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GatePreview;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a bundle can call of the bus goes past the gate. */
class BundleBusTest {
    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final BusEngine engine = new BusEngine(
            BusSettings.DEFAULTS,
            new Surroundings(Runnable::run, watched -> {}, (delay, task) -> () -> {}, Clocks.SYSTEM, new Structures()));
    private final MessageBus hearer = bus("hearer", 2);
    private final MessageBus eve = bus("eve", 66);
    private Gates gates;

    private MessageBus bus(String module, long bundleId) {
        return new BundleBus(
                engine, new Owner(module, bundleId), new CodeSubscriptions(), new CodeInterceptors(), List::of);
    }

    @BeforeEach
    void open() {
        gates = new Gates("bus", folder, null);
        engine.behind(gates);
    }

    private void guard() {
        gates.add("security", 0, 1, new Gate() {
            @Override
            public Credential authenticate(String token, String module, long bundleId, long nanos) {
                return () -> token;
            }

            @Override
            public Checkpoint checkpoint(Access access) {
                return new Asked(access);
            }

            @Override
            public long epoch() {
                return 1;
            }
        });
    }

    /** Lets those manage who show the token {@code master}, and everybody do everything else. */
    private final class Asked implements Checkpoint {
        private final Access access;

        Asked(Access access) {
            this.access = access;
        }

        @Override
        public @Nullable VagusException refusal(String module, long id, @Nullable Credential shown, long nanos) {
            String subject = shown == null ? "nobody" : shown.subject();
            asked.add(module + " for " + subject + ": " + access.scope());
            return preview(module, id, shown).passes()
                    ? null
                    : new AccessRefusedException(AccessRule.GRANT, "no " + access.scope(), null);
        }

        @Override
        public GatePreview preview(String module, long id, @Nullable Credential shown) {
            boolean master = shown != null && shown.subject().equals("master");
            return new GatePreview(
                    master || !Set.of(Kind.CONTROL, Kind.INTERCEPT).contains(access.kind()), "");
        }
    }

    private static final class Spy implements MessageInterceptor {
        @Override
        public Outcome aroundSend(MessageSending sending, Next<MessageSending> next) {
            return next.proceed(sending);
        }
    }

    private TimeOrderedId leaveALetter() {
        hearer.send("C", "T", 1);
        return hearer.deadLetters().get(0).id();
    }

    @Test
    void everyMethodThatManagesIsRefusedToWhoMayNot() {
        Subscription subscription = hearer.subscribe(
                SubscriptionSpec.on("C", Object.class).named("n").redelivered(RedeliveryPolicy.NONE), message -> {
                    throw new IllegalStateException("bad");
                });
        TimeOrderedId letter = leaveALetter();
        guard();
        String id = subscription.id();
        Map<String, ThrowingCallable> deeds = new LinkedHashMap<>();
        deeds.put("createChannel", () -> eve.createChannel(ChannelSpec.named("New")));
        deeds.put("removeChannel", () -> eve.removeChannel("C"));
        deeds.put("clear", () -> eve.clear("C"));
        deeds.put("clearSubscription", () -> eve.clearSubscription(id));
        deeds.put("pause", () -> eve.pause(""));
        deeds.put("resume", eve::resume);
        deeds.put("pauseChannel", () -> eve.pauseChannel("C", ""));
        deeds.put("resumeChannel", () -> eve.resumeChannel("C"));
        deeds.put("pauseSubscription", () -> eve.pauseSubscription(id, ""));
        deeds.put("resumeSubscription", () -> eve.resumeSubscription(id));
        deeds.put("drain", () -> eve.drain(Duration.ZERO));
        deeds.put("drain of a channel", () -> eve.drain("C", Duration.ZERO));
        deeds.put("closeSubscription", () -> eve.closeSubscription(id));
        deeds.put("redrive", () -> eve.redrive(letter));
        deeds.put("redrive to", () -> eve.redrive(letter, "n"));
        deeds.put("redrive those of a filter", () -> eve.redrive(DeadLetterFilter.ALL));
        deeds.put("discard", () -> eve.discard(letter));
        deeds.put("discard those of a filter", () -> eve.discard(DeadLetterFilter.ALL));
        deeds.put("addInterceptor", () -> eve.addInterceptor("spy", 0, new Spy(), "C"));

        deeds.forEach((what, deed) -> assertThatThrownBy(deed).as(what).isInstanceOf(AccessRefusedException.class));

        assertThat(subscription.isOpen()).isTrue();
        assertThat(hearer.deadLetters()).hasSize(1);
        assertThat(hearer.channels()).hasSize(1);
        assertThat(hearer.interceptors()).isEmpty();
    }

    @Test
    void whoShowsATokenManagesAndSendsOnItsBehalf() {
        guard();
        MessageBus ann = eve.onBehalfOf("master");
        assertThat(ann.createChannel(ChannelSpec.named("C"))).isTrue();
        ann.send("C", "T", 1);
        ann.onBehalfOf("other").message("C", "T").send();

        assertThat(asked)
                .containsExactly(
                        "eve for master: bus:manage:C",
                        "eve for master: bus:publish:C",
                        "eve for other: bus:publish:C");
        assertThatThrownBy(() -> ann.addInterceptor("spy", 0, new Spy(), "C"))
                .as("an interceptor stays, the token does not")
                .isInstanceOf(AccessRefusedException.class);
    }

    @Test
    void aTokenThatNobodyChecksIsNotSent() {
        List<Map<String, String>> headers = new ArrayList<>();
        hearer.subscribe(SubscriptionSpec.on("C", Object.class), message -> headers.add(message.headers()));

        assertThatThrownBy(() -> eve.onBehalfOf("master").send("C", "T", 1))
                .isInstanceOf(GateAbsentException.class)
                .hasMessageContaining("a message on channel C was not sent");
        assertThat(headers).isEmpty();
    }

    @Test
    void ownSubscriptionsAreFree() {
        guard();
        Subscription own = hearer.subscribe(SubscriptionSpec.on("C", Object.class), message -> {});
        assertThat(hearer.pauseSubscription(own.id(), "")).isTrue();
        assertThat(hearer.resumeSubscription(own.id())).isTrue();
        assertThat(hearer.clearSubscription(own.id())).hasValue(0);
        assertThat(hearer.closeSubscription(own.id())).isTrue();
        assertThat(asked).noneMatch(each -> each.contains("manage"));
    }
}
