package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.Reply;
import dev.vagus.bus.RequestFailedException;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;

/** A module asks another by a message; the other answers, fails, is late, or leaves. */
public class RequestReplyIT extends TwoModulesTest {
    private static final String CHANNEL = "Shop";
    private static final Duration LONG = Duration.ofSeconds(20);

    private Bundle shop;

    @Before
    public void startTheShop() throws Exception {
        shop = start(version("1.0.0"));
        awaitSubscription("Shop");
    }

    @Test
    public void theAnswerComesFromTheModuleAndTheHandlerKnowsTheDeadline() {
        Reply reply = request("tea", LONG);

        assertThat(reply.source()).isEqualTo("Shop");
        assertThat(reply.data(Hearing.Order.class)).isEqualTo(new Hearing.Order("tea", 4));
        assertThat(reply.data()).isEqualTo(Map.of("item", "tea", "count", 4));
        awaitReports("Shop answered true, deadline true");
    }

    @Test
    public void withoutAnAnswerItEndsAtItsDeadline() {
        assertThat(failure("nothing", Duration.ofMillis(50)).category()).isEqualTo(ErrorCategory.TIMEOUT);
        awaitReports("Shop has no answer");
    }

    @Test
    public void aFailureOfTheHandlerIsTheOutcome() {
        RequestFailedException failure = failure("coffee", LONG);

        assertThat(failure.category()).isEqualTo(ErrorCategory.BUSY);
        assertThat(failure).hasMessageContaining("sold out");
        assertThat(failure.error()).isNotNull();
    }

    @Test
    public void anAnswerAfterTheDeadlineIsNotTakenAndTheModuleIsTold() throws Exception {
        Semaphore patience = new Semaphore(0);
        ServiceRegistration<?> registration = context.registerService(Semaphore.class, patience, null);
        try {
            assertThat(failure("patience", Duration.ofMillis(100)).category()).isEqualTo(ErrorCategory.TIMEOUT);
            patience.release();
            awaitReports("Shop waits", "Shop answered false, deadline true");
        } finally {
            registration.unregister();
        }
    }

    @Test
    public void aModuleThatHasLeftIsNotFound() throws Exception {
        shop.stop();

        assertThat(failure("tea", LONG).category()).isEqualTo(ErrorCategory.NOT_FOUND);
    }

    @Test
    public void aModuleThatLeavesWithTheRequestInItsMailboxIsNotWaitedFor() throws Exception {
        bus.pauseChannel(CHANNEL, "so that it waits");
        CompletableFuture<Reply> asked = ask("tea", LONG);
        await().until(() -> subscriptionOf("Shop").queued() == 1);

        shop.stop();

        assertThat(asked.handle((reply, error) -> error).get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(RequestFailedException.class, failure -> assertThat(failure.category())
                        .isEqualTo(ErrorCategory.UNAVAILABLE))
                .hasMessageContaining("module Shop");
    }

    @Test
    public void aModuleThatIsUpdatedAnswersWithItsNewVersion() throws Exception {
        CompletableFuture<CompletableFuture<Reply>> asked = new CompletableFuture<>();
        SynchronousBundleListener duringTheUpdate = event -> {
            if (event.getBundle() == shop && event.getType() == BundleEvent.UPDATED) {
                asked.complete(ask("tea", LONG));
            }
        };
        context.addBundleListener(duringTheUpdate);
        try {
            shop.update(version("2.0.0").open());
        } finally {
            context.removeBundleListener(duringTheUpdate);
        }

        Reply reply = asked.get().get(10, TimeUnit.SECONDS);
        assertThat(reply.data(Hearing.Order.class)).isEqualTo(new Hearing.Order("tea", 4));
    }

    private static ModuleJar version(String number) {
        return ModuleJar.of("Shop")
                .header("Bundle-Version", number)
                .subscriber(Hearing.Answers.class, "channel=" + CHANNEL, "name=shop", "retries=0");
    }

    private Reply request(String item, Duration timeout) {
        return bus.message(CHANNEL, "Order").data(new Hearing.Order(item, 2)).request(timeout);
    }

    private CompletableFuture<Reply> ask(String item, Duration timeout) {
        return bus.message(CHANNEL, "Order")
                .data(new Hearing.Order(item, 2))
                .requestAsync(timeout)
                .toCompletableFuture();
    }

    private RequestFailedException failure(String item, Duration timeout) {
        return catchThrowableOfType(RequestFailedException.class, () -> request(item, timeout));
    }
}
