package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** Correlation, trace context and deadline travel through a module that hears a message and sends another. */
public class FlowIT extends TwoModulesTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Before
    public void startTheChain() throws Exception {
        start(ModuleJar.of("Middle").subscriber(Hearing.PassesOn.class, "channel=First"));
        start(ModuleJar.of("End").subscriber(Hearing.ReportsTheFlow.class, "channel=Second"));
        awaitSubscription("Middle");
        awaitSubscription("End");
    }

    @Test
    public void correlationAndTraceReachWhatAHandlerSends() {
        bus.message("First", "Begin")
                .data(Map.of())
                .correlationId("order-17")
                .header("traceparent", TRACE)
                .send();

        awaitReports(
                "End Within of Middle: order-17 " + TRACE + " without expiry, without deadline",
                "End Detached of Middle: order-17 " + TRACE + " without expiry, without deadline");
    }

    @Test
    public void theDeadlineOfARequestLimitsWhatItsHandlerSendsUnlessThatIsDetached() {
        assertThat(bus.message("First", "Begin")
                        .data(Map.of())
                        .correlationId("order-18")
                        .request(Duration.ofSeconds(20))
                        .data())
                .isEqualTo("passed on");

        awaitReports(
                "End Within of Middle: order-18 null with expiry, with deadline",
                "End Detached of Middle: order-18 null without expiry, without deadline");
    }

    @Test
    public void whatIsLateBecauseOfItsCallersDeadlineIsNotDelivered() {
        bus.pauseChannel("Second", "so that it waits");
        long start = System.nanoTime();
        bus.message("First", "Begin").data(Map.of()).request(Duration.ofMillis(500));
        await().until(() -> subscriptionOf("End").queued() == 2);
        await().until(() -> System.nanoTime() - start > 510_000_000);

        bus.resumeChannel("Second");

        awaitReports("End Detached of Middle: null null without expiry, without deadline");
        assertThat(subscriptionOf("End").expired()).isEqualTo(1);
    }
}
