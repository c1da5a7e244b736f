package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.GateAbsentException;
import dev.vagus.module.Outcome;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interceptor whose module may not go around its channels sees nothing of their messages. */
class GateInterceptTest extends InterceptorBench {
    private static final String DENIED = "bus:manage:C Guard";

    @TempDir
    Path folder;

    private final RuleGate gate = new RuleGate();
    private List<Object> heard = List.of();
    private Gates gates;

    @BeforeEach
    void open() {
        gates = new Gates("bus", folder, null);
        bench.engine.behind(gates);
        heard = bench.hear(SubscriptionSpec.on("C", Object.class));
    }

    private void guard() {
        gates.add("security", 0, 1, gate);
    }

    private void send() {
        bench.send("C", "T", 1);
        bench.runAll();
    }

    private InterceptorEntry service(MessageInterceptor interceptor, String... channels) {
        InterceptorEntry entry =
                new InterceptorEntry("s", GUARD, new InterceptorEntry.Place(0, 0, 7), List.of(channels), interceptor);
        bench.engine.intercept(null, entry);
        return entry;
    }

    @Test
    void inCodeItIsRefusedAndNotAdded() {
        guard();
        gate.refuse(DENIED);

        assertThatThrownBy(() -> add("w", 0, new Watcher("w"), "D", "C"))
                .isInstanceOf(AccessRefusedException.class)
                .hasMessage("interceptor w of module Guard was not added: Guard for nobody may not bus:manage:C");
        assertThat(bench.engine.refusedInterceptors()).isEmpty();
        send();

        assertThat(seen).isEmpty();
        assertThat(heard).hasSize(1);
        add("w", 0, new Watcher("w"), "D");
        assertThat(bench.engine.interceptors()).hasSize(1);
    }

    @Test
    void oneAroundEveryChannelTakesTheScopeForAllAndPatternsAreAskedForAsTheyAreWritten() {
        guard();
        gate.refuse("bus:manage:*");
        gate.refuse("bus:manage:Ord*");

        assertThatThrownBy(() -> add("w", 0, new Watcher("w"))).isInstanceOf(AccessRefusedException.class);
        assertThatThrownBy(() -> add("w", 0, new Watcher("w"), "*")).isInstanceOf(AccessRefusedException.class);
        assertThatThrownBy(() -> add("w", 0, new Watcher("w"), "Ord*")).isInstanceOf(AccessRefusedException.class);
        add("w", 0, new Watcher("w"), "Orders");
    }

    @Test
    void aServiceIsPassedByAndSaysWhyUntilItIsAllowed() {
        guard();
        gate.refuse(DENIED);
        service(new Watcher("w"), "C");
        send();

        assertThat(seen).isEmpty();
        assertThat(heard).hasSize(1);
        assertThat(bench.engine.interceptors()).isEmpty();
        assertThat(bench.engine.interceptors("C")).isEmpty();
        assertThat(bench.engine.refusedInterceptors())
                .containsExactly(new FailedRegistration(
                        "interceptor", "s", "Guard", 9, 7, "Guard for nobody may not bus:manage:C"));
        assertThat(gate.asked)
                .as("once for its rules, not for each message")
                .filteredOn(each -> each.contains("manage"))
                .containsExactly("Guard/9 for nobody: bus:manage:C");

        gate.allow(DENIED);
        send();
        assertThat(seen).hasSize(4);
        assertThat(bench.engine.refusedInterceptors()).isEmpty();
        assertThat(figures(0)).returns(1L, InterceptorSnapshot::sends).returns(1L, InterceptorSnapshot::deliveries);

        gate.refuse(DENIED);
        send();
        assertThat(seen).hasSize(4);
        assertThat(heard).hasSize(3);
    }

    @Test
    void oneThatWasThereBeforeTheGateIsAskedForWhenItComesAndCalledAgainWhenItHasGone() {
        gate.refuse(DENIED);
        add("w", 0, new Watcher("w"), "C");
        send();
        assertThat(seen).hasSize(4);

        guard();
        send();
        assertThat(seen).hasSize(4);
        assertThat(bench.engine.refusedInterceptors())
                .singleElement()
                .returns(-1L, FailedRegistration::serviceId)
                .returns("w", FailedRegistration::name);

        gates.remove(1);
        send();
        assertThat(seen).hasSize(8);
        assertThat(bench.engine.refusedInterceptors()).isEmpty();
    }

    @Test
    void theOthersAreCalledInTheirOrderAroundOneThatIsNot() {
        add("outer", -5, new Watcher("outer"));
        service(new Watcher("s"), "C");
        add("inner", 5, new Watcher("inner"));
        guard();
        gate.refuse(DENIED);
        send();

        assertThat(seen).filteredOn(each -> each.contains("sends")).containsExactly("outer sends T", "inner sends T");
        assertThat(seen).noneMatch(each -> each.startsWith("s "));
        assertThat(heard).hasSize(1);
    }

    @Test
    void aChannelThatComesLaterIsGuardedToo() {
        guard();
        gate.refuse("bus:manage:* Guard");
        service(new Watcher("w"));
        bench.send("Late", "T", 1);
        assertThat(seen).isEmpty();
    }

    @Test
    void isDecidedForItsModuleAloneWhoeverSends() {
        guard();
        service(new Watcher("w"), "C");
        bench.engine.send(Bench.SENDER, Draft.plain("C", "T").withHeaders(Map.of("authorization", "Ann")), 1);
        bench.runAll();
        assertThat(seen).isNotEmpty();
        assertThat(gate.asked)
                .contains("Guard/9 for nobody: bus:manage:C")
                .noneMatch(each -> each.contains("for Ann: bus:manage"));
    }

    @Test
    void whileARequiredGateIsAwayNoneIsAddedInCodeAndServicesWait() {
        gates.require("security");
        assertThatThrownBy(() -> add("w", 0, new Watcher("w"), "C"))
                .isInstanceOf(GateAbsentException.class)
                .hasMessageContaining("an interceptor around the channel C by Guard is refused");
        service(new Watcher("w"), "C");
        assertThat(bench.engine.refusedInterceptors()).singleElement().satisfies(each -> assertThat(each.reason())
                .contains("requires the gate security"));

        guard();
        send();
        assertThat(seen).hasSize(4);
    }

    @Test
    void aGateThatFailsLetsNoneSeeAnything() {
        AtomicReference<Boolean> failing = new AtomicReference<>(false);
        gates.add("security", 0, 1, new Gate() {
            @Override
            public Credential authenticate(String token, String module, long bundleId, long nanos) {
                return gate.authenticate(token, module, bundleId, nanos);
            }

            @Override
            public Checkpoint checkpoint(Access access) {
                if (access.kind() == Access.Kind.INTERCEPT && failing.get()) {
                    throw new IllegalStateException("on purpose");
                }
                return gate.checkpoint(access);
            }

            @Override
            public long epoch() {
                return gate.epoch();
            }
        });
        failing.set(true);
        service(new Watcher("w"), "C");
        send();

        assertThat(seen).isEmpty();
        assertThat(heard).hasSize(1);
        assertThat(bench.engine.refusedInterceptors()).singleElement().satisfies(each -> assertThat(each.reason())
                .contains("the gate failed", "on purpose"));
        failing.set(false);
        send();
        assertThat(seen).hasSize(4);
    }

    @Test
    void oneThatRefusesMessagesRefusesNoneWhileItIsNotAllowed() {
        service((AroundSend) (sending, next) -> Outcome.failed(new IllegalStateException("no")), "C");
        guard();
        gate.refuse(DENIED);
        send();
        assertThat(heard).hasSize(1);
    }
}
