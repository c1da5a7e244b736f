package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageDelivery;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageRefusedException;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** One module goes around the messages that another one sends to a third. */
public class InterceptorIT extends FelixTest {
    private static final String CHANNEL = "InterceptedOrders";

    private final ExecutorService senders = Executors.newFixedThreadPool(2);

    private MessageBus bus;
    private Bundle guard;
    private Bundle shop;
    private Bundle stock;

    @Before
    public void startTheModules() throws Exception {
        bus = service(MessageBus.class);
        bus.createChannel(ChannelSpec.named(CHANNEL).withCapacity(256).withOverflow(OverflowPolicy.BLOCK));
        guard = ModuleJar.of("Guard")
                .with(GuardCounts.class)
                .component(
                        Guard.class,
                        "<service><provide interface='dev.vagus.bus.MessageInterceptor'/></service>"
                                + "<property name='vagus.interceptor.channel' type='String' value='Intercepted*'/>"
                                + "<property name='vagus.interceptor.order' type='Integer' value='10'/>")
                .start(context);
        shop = ModuleJar.of("Shop").with(Sends.class, SendsOne.class).start(context);
        stock = ModuleJar.of("Stock").with(Hears.class, StockCounts.class).start(context);
        runAs(stock, Hears.class);
        awaitGuard();
    }

    @After
    public void uninstallTheModules() throws Exception {
        senders.shutdownNow();
        shop.uninstall();
        stock.uninstall();
        guard.uninstall();
        assertThat(bus.interceptors()).isEmpty();
        await().until(() -> bus.subscriptions().isEmpty());
        bus.removeChannel(CHANNEL);
    }

    private void awaitGuard() {
        await().until(() -> bus.interceptors().size() == 1);
    }

    @Test
    public void everyMessageIsAccountedForWhileAnInterceptorComesAndGoes() throws Exception {
        List<Future<Object>> sending =
                List.of(senders.submit(() -> runAs(shop, Sends.class)), senders.submit(() -> runAs(shop, Sends.class)));
        int rounds = 0;
        while (sending.stream().anyMatch(each -> !each.isDone())) {
            await().until(() -> bus.interceptors().stream().anyMatch(each -> each.sends() > 20)
                    || sending.stream().allMatch(Future::isDone));
            guard.stop();
            assertThat(bus.interceptors()).isEmpty();
            guard.start();
            awaitGuard();
            rounds++;
        }
        long refused = 0;
        for (Future<Object> each : sending) {
            refused += (long) each.get(1, TimeUnit.SECONDS);
        }
        await().until(() -> subscription().queued() + subscription().inFlight() == 0);

        long[] guarded = (long[]) runAs(guard, GuardCounts.class);
        long[] stocked = (long[]) runAs(stock, StockCounts.class);
        assertThat(rounds).isGreaterThan(1);
        assertThat(refused).isPositive().isEqualTo(guarded[1]);
        assertThat(stocked[0]).isEqualTo(2L * Sends.MESSAGES - refused);
        assertThat(stocked[1]).as("marked at sending").isEqualTo(guarded[0]).isPositive();
        assertThat(stocked[2]).as("marked at delivery").isEqualTo(guarded[2]).isPositive();
        assertThat(stocked[0]).as("some of them while there was none").isGreaterThan(stocked[1]);
        assertThat(subscription().offered()).isEqualTo(stocked[0]);
        assertThat(subscription().delivered()).isEqualTo(stocked[0]);
        ChannelSnapshot books = bus.channel(CHANNEL).orElseThrow();
        assertThat(books.sent()).isEqualTo(2L * Sends.MESSAGES);
        assertThat(books.routed()).isEqualTo(stocked[0]);
        assertThat(books.refused()).isEqualTo(refused);
    }

    @Test
    public void aRefusalNamesTheInterceptorToTheSenderAndInTheDeadLetter() throws Exception {
        assertThat(runAs(shop, SendsOne.class))
                .asString()
                .contains("VALIDATION", "interceptor Guard of module Guard", "a tenth is too much");
        int before = bus.deadLetters().size();
        bus.message(CHANNEL, "Secret").data(Map.of("n", 1)).send();
        await().until(() -> bus.deadLetters().size() > before);
        DeadLetter letter = bus.deadLetters().get(before);
        assertThat(letter.module()).isEqualTo("Stock");
        assertThat(letter.cause().category()).isEqualTo(ErrorCategory.AUTHORIZATION);
        assertThat(letter.cause().message())
                .contains("by interceptor Guard of module Guard: Stock may not read what the framework sends");
        assertThat(bus.interceptors()).extracting(InterceptorSnapshot::refusals).containsExactly(2L);
    }

    private SubscriptionSnapshot subscription() {
        return bus.subscriptions().stream()
                .filter(each -> each.channel().equals(CHANNEL))
                .findFirst()
                .orElseThrow();
    }

    /** The component of the module Guard: refuses each tenth message and marks all others. */
    public static final class Guard implements MessageInterceptor {
        static final AtomicLong SENT = new AtomicLong();
        static final AtomicLong REFUSED = new AtomicLong();
        static final AtomicLong DELIVERED = new AtomicLong();

        @Override
        public Outcome aroundSend(MessageSending sending, Next<MessageSending> next) {
            if (sending.data() instanceof Map<?, ?> data && (int) data.get("n") % 10 == 0) {
                REFUSED.incrementAndGet();
                throw new MessageRefusedException(ErrorCategory.VALIDATION, "a tenth is too much");
            }
            SENT.incrementAndGet();
            return next.proceed(sending.withHeader("sender", sending.source()));
        }

        @Override
        public Outcome aroundDelivery(MessageDelivery delivery, Next<MessageDelivery> next) {
            if (delivery.message().type().equals("Secret")) {
                throw new MessageRefusedException(
                        ErrorCategory.AUTHORIZATION, delivery.module() + " may not read what the framework sends");
            }
            DELIVERED.incrementAndGet();
            return next.proceed(delivery.withHeader("reader", delivery.module()));
        }
    }

    /** Run by the module Guard: sent, refused, delivered. */
    public static final class GuardCounts implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            return new long[] {Guard.SENT.get(), Guard.REFUSED.get(), Guard.DELIVERED.get()};
        }
    }

    /** Run by the module Shop: how many were refused. */
    public static final class Sends implements Function<BundleContext, Object> {
        static final int MESSAGES = 20_000;

        @Override
        public Object apply(BundleContext module) {
            MessageBus own = InModule.service(module, MessageBus.class);
            long refused = 0;
            for (int n = 0; n < MESSAGES; n++) {
                try {
                    own.send(CHANNEL, "Order", Map.of("n", n));
                } catch (MessageRefusedException e) {
                    refused++;
                }
            }
            return refused;
        }
    }

    /** Run by the module Shop: why it was refused. */
    public static final class SendsOne implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            try {
                return InModule.service(module, MessageBus.class)
                        .send(CHANNEL, "Order", Map.of("n", 10))
                        .toString();
            } catch (MessageRefusedException e) {
                return e.category() + " " + e.getMessage();
            }
        }
    }

    /** Run by the module Stock. */
    public static final class Hears implements Function<BundleContext, Object> {
        static final AtomicLong ALL = new AtomicLong();
        static final AtomicLong SENT_MARKED = new AtomicLong();
        static final AtomicLong DELIVERY_MARKED = new AtomicLong();

        @Override
        public Object apply(BundleContext module) {
            return InModule.service(module, MessageBus.class).subscribe(SubscriptionSpec.on(CHANNEL), message -> {
                ALL.incrementAndGet();
                SENT_MARKED.addAndGet("Shop".equals(message.headers().get("sender")) ? 1 : 0);
                DELIVERY_MARKED.addAndGet("Stock".equals(message.headers().get("reader")) ? 1 : 0);
            });
        }
    }

    /** Run by the module Stock: all, marked at sending, marked at delivery. */
    public static final class StockCounts implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            return new long[] {Hears.ALL.get(), Hears.SENT_MARKED.get(), Hears.DELIVERY_MARKED.get()};
        }
    }
}
