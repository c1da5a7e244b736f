package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.GateAbsentException;
import dev.vagus.module.Outcome;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.TokenService;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** With the bundle security: who may neither send nor hear can neither manage a channel nor read it by an interceptor. */
public class ManagedBusIT extends TwoModulesTest {
    private static final String CHANNEL = "Payroll";
    private static final String SPY = "<service><provide interface='dev.vagus.bus.MessageInterceptor'/></service>"
            + "<property name='vagus.interceptor.name' type='String' value='spy'/>";

    private SecurityService security;
    private MessageBus eve;
    private Bundle module;

    @Before
    public void guard() throws Exception {
        security = service(SecurityService.class);
        startHearer("Clerk", "channel=" + CHANNEL, "name=clerk");
        module = start(ModuleJar.of("Eve").component(Spy.class, SPY).with(Seen.class));
        eve = InModule.service(module.getBundleContext(), MessageBus.class);
        await().until(() -> !bus.interceptors().isEmpty());
        granting();
    }

    @After
    public void switchOff() throws Exception {
        security.disable();
    }

    /** Grants Eve these, and the others what they do. */
    private void granting(String... scopes) {
        security.enable(SecuritySpec.DEFAULTS
                .withAuthenticationRequired(false)
                .withGrants(Map.of(
                        context.getBundle().getSymbolicName(),
                        List.of("security"),
                        "Speaker",
                        List.of("bus:publish", "bus:manage"),
                        "Clerk",
                        List.of("bus:subscribe"),
                        "Eve",
                        scopes.length == 0 ? List.of("api:Nothing") : List.of(scopes))));
    }

    private static void assertRefused(String what, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOf(AccessRefusedException.class)
                .hasMessageContainingAll(what, "module Eve may not", "the scope bus:manage:", "add 'Eve=bus:manage:");
    }

    private int seen() throws Exception {
        return (int) runAs(module, Seen.class);
    }

    @Test
    public void aModuleWithoutTheRightManagesNothingButWhatIsItsOwn() {
        SubscriptionSnapshot clerks = subscriptionOf("Clerk");

        assertRefused("channel Payroll was not paused", () -> eve.pauseChannel(CHANNEL, ""));
        assertRefused("channel Payroll was not removed", () -> eve.removeChannel(CHANNEL));
        assertRefused("created or changed", () -> eve.createChannel(ChannelSpec.named("New")));
        assertRefused("of module Clerk on channel Payroll was not closed", () -> eve.closeSubscription(clerks.id()));
        assertRefused("the message bus was not drained", () -> eve.drain(Duration.ZERO));
        assertRefused("were not discarded", () -> eve.discard(DeadLetterFilter.ALL));

        send(CHANNEL, "Paid", 1);
        awaitReports("Clerk Paid 1");
        String own = eve.subscribe(SubscriptionSpec.on("Own", Object.class), message -> {})
                .id();
        assertThat(eve.pauseSubscription(own, "")).isTrue();
        assertThat(eve.closeSubscription(own)).isTrue();
        granting("bus:manage:Pay*");
        assertThat(eve.closeSubscription(clerks.id())).isTrue();
        assertRefused("the message bus was not paused", () -> eve.pause(""));
    }

    @Test
    public void anInterceptorSeesMessagesOnlyWhileItsModuleMayGoAroundThem() throws Exception {
        int before = seen();
        send(CHANNEL, "Paid", 1);
        awaitReports("Clerk Paid 1");
        assertThat(seen()).isEqualTo(before);
        assertThat(bus.interceptors()).isEmpty();
        assertThat(bus.failedRegistrations())
                .filteredOn(each -> each.kind().equals("interceptor"))
                .singleElement()
                .returns("spy", FailedRegistration::name)
                .returns("Eve", FailedRegistration::module)
                .satisfies(each -> assertThat(each.reason())
                        .contains("may not go around messages of every channel", "'Eve=bus:manage:*'"));
        assertRefused(
                "interceptor late of module Eve was not added",
                () -> eve.addInterceptor("late", 0, (MessageInterceptor) new Spy(), CHANNEL));

        granting("bus:manage:" + CHANNEL);
        send(CHANNEL, "Paid", 2);
        assertThat(seen()).as("one channel is not all").isEqualTo(before);
        granting("bus:manage:*");
        send(CHANNEL, "Paid", 3);
        assertThat(seen()).isEqualTo(before + 1);
        assertThat(bus.interceptors()).extracting(InterceptorSnapshot::name).containsExactly("spy");
        granting();
        send(CHANNEL, "Paid", 4);
        assertThat(seen()).isEqualTo(before + 1);

        security.disable();
        send(CHANNEL, "Paid", 5);
        assertThat(seen()).isEqualTo(before + 2);
    }

    @Test
    public void theShellManagesByItsScopesOrByATokenThatIsShown() throws Exception {
        Configuration settings = service(ConfigurationAdmin.class).getConfiguration("dev.vagus.security", "?");
        String token = service(TokenService.class)
                .issue(TokenRequest.user("ann", "bus:manage:" + CHANNEL))
                .accessToken();
        assertThat(shell("bus-pause")).contains("paused the message bus");
        assertThat(shell("bus-resume")).contains("resumed the message bus");
        settings.update(InModule.properties(Map.of("operator.scopes", new String[] {"security:*"})));
        try {
            await().untilAsserted(() -> assertThat(shell("bus-pause " + CHANNEL))
                    .contains("channel Payroll was not paused", "operator.scopes do not hold the scope bus:manage:"));
            assertThat(shell("bus-pause " + CHANNEL + " --token " + token)).contains("paused channel Payroll");
            assertThat(shell("bus-resume " + CHANNEL + " --token " + token)).contains("resumed channel Payroll");
            assertThat(shell("bus-pause --token " + token)).contains("does not hold the scope bus:manage:*");
            assertThat(shell("dead-letter-discard --all --force")).contains("were not discarded");
        } finally {
            settings.delete();
        }
    }

    @Test
    public void whileSecurityIsAwayNobodyManagesAndTheBusStopsAllTheSame() throws Exception {
        Bundle guard = bundle("dev.vagus.security");
        guard.stop();
        try {
            assertThatThrownBy(() -> bus.pause("")).isInstanceOf(GateAbsentException.class);
            assertThatThrownBy(() -> eve.addInterceptor("late", 0, (MessageInterceptor) new Spy(), CHANNEL))
                    .isInstanceOf(GateAbsentException.class);
            Bundle own = bundle("dev.vagus.bus");
            own.stop();
            own.start();
        } finally {
            guard.start();
            security = service(SecurityService.class);
            bus = await().until(
                            () -> InModule.serviceOrNull(
                                    bundle(ModuleJar.symbolicName("Speaker")).getBundleContext(), MessageBus.class),
                            found -> found != null);
            await().untilAsserted(
                            () -> assertThat(security.snapshot().enabled()).isTrue());
        }
        bus.pause("");
        bus.resume();
    }

    private String shell(String line) throws Exception {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
        try (CommandSession session =
                service(CommandProcessor.class).createSession(InputStream.nullInputStream(), out, out)) {
            session.execute("vagus:" + line);
        } catch (Exception e) {
            out.println(e.getMessage());
        }
        return screen.toString(StandardCharsets.UTF_8);
    }

    /** The interceptor of the module Eve, around every channel. */
    public static final class Spy implements MessageInterceptor {
        static final AtomicInteger SEEN = new AtomicInteger();

        @Override
        public Outcome aroundSend(MessageSending sending, Next<MessageSending> next) {
            SEEN.incrementAndGet();
            return next.proceed(sending);
        }
    }

    /** Run by the module Eve: how many messages its interceptor has seen. */
    public static final class Seen implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            return Spy.SEEN.get();
        }
    }
}
