package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.Explanation;
import dev.vagus.bus.Message;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.Priority;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.module.GateAbsentException;
import dev.vagus.module.Outcome;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.spi.Credential;
import dev.vagus.spi.FlowContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sending is asked in the name of the sender and its token, which nobody else sees. */
class GateSendTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final Bench bench = new Bench();
    private final RuleGate gate = new RuleGate();
    private final List<Message<Object>> heard = new ArrayList<>();
    private final List<@Nullable Credential> onBehalfOf = new ArrayList<>();
    private Gates gates;

    @BeforeEach
    void open() {
        gates = new Gates("bus", folder, null);
        bench.engine.behind(gates);
    }

    private void guard() {
        gates.add("security", 0, 1, gate);
    }

    private void hear() {
        bench.subscribe(SubscriptionSpec.on("C", Object.class), message -> {
            heard.add(message);
            onBehalfOf.add(FlowContext.current().credential());
        });
    }

    private void sendBy(String header, String token) {
        bench.engine.send(Bench.SENDER, draft(Map.of(header, token, "other", "stays")), 1);
        bench.runAll();
    }

    private static Draft draft(Map<String, String> headers) {
        return new Draft("C", "T", Priority.NORMAL, null, headers, null, false);
    }

    private ChannelSnapshot channel() {
        return bench.engine.channel("C").orElseThrow();
    }

    @Test
    void withoutAGateTheHeaderIsOneAsEveryOther() {
        hear();
        sendBy("authorization", "Bearer Ann");
        assertThat(heard.get(0).headers()).containsEntry("authorization", "Bearer Ann");
        assertThat(onBehalfOf.get(0)).isNull();
    }

    @Test
    void aTokenIsTakenOutHoweverItsHeaderIsSpeltAndItsCredentialTravelsAlong() {
        hear();
        guard();
        sendBy("authorization", "Bearer Ann");
        sendBy("Authorization", "Bob");
        bench.send("C", "T", 1);
        bench.runAll();

        assertThat(heard)
                .extracting(Message::headers)
                .containsExactly(Map.of("other", "stays"), Map.of("other", "stays"), Map.of());
        assertThat(onBehalfOf)
                .extracting(each -> each == null ? "nobody" : each.subject())
                .containsExactly("Ann", "Bob", "nobody");
        assertThat(gate.asked)
                .contains("sender/1 for Ann: bus:publish:C", "sender/1 for Bob: bus:publish:C")
                .contains("sender/1 for nobody: bus:publish:C");
    }

    @Test
    void twoTokensAreNone() {
        hear();
        guard();
        bench.engine.send(Bench.SENDER, draft(Map.of("authorization", "Ann", "Authorization", "Bob")), 1);
        assertThat(gate.asked).contains("sender/1 for malformed: bus:publish:C");
    }

    @Test
    void whatAHandlerSendsIsSentOnBehalfOfWhatItHandles() {
        guard();
        bench.subscribe(SubscriptionSpec.on("C", Object.class), message -> bench.send("D", "T", 2));
        List<Object> further = bench.hear(SubscriptionSpec.on("D", Object.class));
        sendBy("authorization", "Ann");

        assertThat(further).hasSize(1);
        assertThat(gate.asked).contains("sender/1 for Ann: bus:publish:D");
    }

    @Test
    void aRefusalReachesTheSenderAndIsBooked() {
        hear();
        guard();
        gate.refuse("bus:publish:C Ann");
        assertThatThrownBy(() -> sendBy("authorization", "Ann"))
                .isInstanceOf(AccessRefusedException.class)
                .hasMessage("sender for Ann may not bus:publish:C");
        gate.refuse("bus:publish:C sender");
        assertThatThrownBy(() -> bench.send("C", "T", 1)).isInstanceOf(AccessRefusedException.class);
        assertThatThrownBy(() -> bench.engine.requestAsync(Bench.SENDER, draft(Map.of()), 1, SECOND))
                .isInstanceOf(AccessRefusedException.class);

        assertThat(heard).isEmpty();
        assertThat(bench.engine.openRequests()).isZero();
        assertThat(channel()).returns(3L, ChannelSnapshot::sent).returns(3L, ChannelSnapshot::refused);
    }

    @Test
    void whoMayNotSendMakesNoChannelByTrying() {
        guard();
        gate.refuse("bus:publish:New");
        assertThatThrownBy(() -> bench.send("New", "T", 1)).isInstanceOf(AccessRefusedException.class);
        assertThat(bench.engine.channels()).isEmpty();
    }

    @Test
    void refusesEveryMessageWhileARequiredGateIsNotThere() {
        hear();
        gates.require("security");
        assertThatThrownBy(() -> bench.send("C", "T", 1))
                .isInstanceOf(GateAbsentException.class)
                .hasMessageContaining("a message on the channel C by sender is refused");
        assertThatThrownBy(() -> bench.send("Other", "T", 1)).isInstanceOf(GateAbsentException.class);
        guard();
        bench.send("C", "T", 1);
        bench.runAll();
        assertThat(heard).hasSize(1);
        assertThat(channel()).returns(2L, ChannelSnapshot::sent).returns(1L, ChannelSnapshot::refused);
    }

    @Test
    void channelsThatComeLaterAreGuardedToo() {
        guard();
        gate.refuse("bus:publish:Late");
        bench.channel(ChannelSpec.named("Late"));
        assertThatThrownBy(() -> bench.send("Late", "T", 1)).isInstanceOf(AccessRefusedException.class);
    }

    @Test
    void interceptorsNeverSeeATokenAndBringNone() {
        hear();
        guard();
        List<Map<String, String>> seen = new ArrayList<>();
        MessageInterceptor interceptor = new MessageInterceptor() {
            @Override
            public Outcome aroundSend(MessageSending sending, Next<MessageSending> next) throws Exception {
                seen.add(sending.headers());
                return next.proceed(sending.withHeader("AUTHORIZATION", "Eve"));
            }
        };
        bench.engine.addInterceptor(new InterceptorEntry(
                "i", new Owner("i", 5), new InterceptorEntry.Place(0, 0, -1), List.of(), interceptor));
        sendBy("authorization", "Ann");

        assertThat(seen).containsExactly(Map.of("other", "stays"));
        assertThat(heard.get(0).headers()).isEqualTo(Map.of("other", "stays"));
        assertThat(onBehalfOf.get(0).subject()).isEqualTo("Ann");
    }

    @Test
    void aRequestIsAnsweredOnBehalfOfWhoAsked() {
        guard();
        bench.subscribe(
                SubscriptionSpec.on("C", Object.class),
                message -> message.reply(FlowContext.current().credential().subject()));
        var answer = bench.engine.requestAsync(Bench.SENDER, draft(Map.of("authorization", "Ann")), 1, SECOND);
        bench.runAll();
        assertThat(answer.thenApply(reply -> reply.data(String.class)))
                .succeedsWithin(Duration.ZERO)
                .isEqualTo("Ann");
    }

    @Test
    void explainsWhatASenderWouldHear() {
        hear();
        guard();
        gate.refuse("bus:publish:C Ann");
        Explanation bob = bench.engine.explain(Bench.SENDER, draft(Map.of("authorization", "Bob")), 1);
        Explanation ann = bench.engine.explain(Bench.SENDER, draft(Map.of("authorization", "Ann")), 1);

        assertThat(bob.obstacle()).isEmpty();
        assertThat(ann.obstacle()).isEqualTo("the gate refuses it: sender for Ann may not bus:publish:C");
        assertThat(gate.asked).noneMatch(each -> each.contains("publish"));
        gates.require("other");
        assertThat(bench.engine.explain(Bench.SENDER, draft(Map.of()), 1).obstacle())
                .contains("requires the gate other");
    }

    @Test
    void aGateThatHasGoneLeavesNothingThatActsForAnybody() {
        guard();
        hear();
        bench.engine.control().pause(null, "");
        sendBy("authorization", "Ann");
        gates.remove(1);
        bench.engine.control().resume(null);
        bench.runAll();
        assertThat(onBehalfOf).containsExactly(LapsedCredential.LAPSED);

        CompletableFuture<Void> refused = new CompletableFuture<>();
        guard();
        bench.subscribe(SubscriptionSpec.on("E", Object.class), message -> {
            FlowContext before = FlowContext.swap(FlowContext.NONE.with(onBehalfOf.get(0)));
            try {
                bench.send("C", "T", 2);
            } catch (AccessRefusedException e) {
                refused.completeExceptionally(e);
            } finally {
                FlowContext.set(before);
            }
        });
        bench.send("E", "T", 1);
        bench.runAll();
        assertThat(refused).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("unknown credential");
    }
}
