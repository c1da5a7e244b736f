package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.CallDepthException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** What a caller says travels through the modules: into nested calls, into messages and into what their handlers call. */
public class CallContextIT extends TwoModulesTest {
    private ApiRegistry registry;

    @Before
    public void startTheChain() throws Exception {
        Bundle back = start(ModuleJar.of("Back").with(Relaying.class));
        Bundle front = start(ModuleJar.of("Front").with(Relaying.class));
        start(ModuleJar.of("Hearer").subscriber(Relaying.CallsBack.class, "channel=Steps"));
        awaitSubscription("Hearer");
        runAs(back, Relaying.ServesBack.class);
        runAs(front, Relaying.ServesFront.class);
        registry = InModule.service(start(ModuleJar.of("Caller")).getBundleContext(), ApiRegistry.class);
    }

    @Test
    public void throughANestedCallAndThroughAMessageIntoTheCallOfItsHandler() {
        Object nested = registry.call("Front.Start")
                .correlationId("order-17")
                .metadata("tenant", "north")
                .metadata("traceparent", Relaying.TRACE)
                .timeout(Duration.ofSeconds(20))
                .invoke();

        assertThat(nested).isEqualTo("called by Front for Caller, order-17, {tenant=north}, limited, trace true");
        awaitReports("Hearer was told: called by Hearer for Caller, order-17, {tenant=north}, limited, trace true");
    }

    @Test
    public void modulesThatCallEachOtherWithoutEndGetAClearError() {
        assertThatThrownBy(() -> registry.invoke("Front.Ping", Map.of()))
                .isInstanceOf(CallDepthException.class)
                .hasMessageContaining("is nested deeper than 64 calls")
                .hasMessageContaining("call.depth.max");
        assertThatThrownBy(() -> registry.call("Front.PingLater")
                        .async()
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CallDepthException.class);
    }
}
