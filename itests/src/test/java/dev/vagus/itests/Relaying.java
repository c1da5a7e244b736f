package dev.vagus.itests;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.OperationSpec;
import dev.vagus.spi.FlowContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.osgi.framework.BundleContext;

/** What modules do that call each other and tell what they see of their callers. */
public final class Relaying {
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private Relaying() {}

    private static String seen(Invocation call) {
        return "called by " + call.caller() + " for " + call.origin() + ", " + call.correlationId() + ", "
                + new TreeMap<>(call.metadata()) + ", " + (call.remaining() == null ? "endless" : "limited")
                + ", trace " + TRACE.equals(FlowContext.current().traceparent());
    }

    /** Run by the module Back. */
    public static final class ServesBack implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ApiRegistry registry = InModule.service(module, ApiRegistry.class);
            registry.register(OperationSpec.of("Back", "Tell"), Relaying::seen);
            registry.register(OperationSpec.of("Back", "Pong"), call -> registry.invoke("Front.Ping", Map.of()));
            return registry.register(OperationSpec.of("Back", "PongLater"), call -> registry.call("Front.PingLater")
                    .async());
        }
    }

    /** Run by the module Front. */
    public static final class ServesFront implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ApiRegistry registry = InModule.service(module, ApiRegistry.class);
            MessageBus bus = InModule.service(module, MessageBus.class);
            registry.register(OperationSpec.of("Front", "Start"), call -> {
                bus.send("Steps", "Started", Map.of());
                return registry.invoke("Back.Tell", Map.of());
            });
            registry.register(OperationSpec.of("Front", "Ping"), call -> registry.invoke("Back.Pong", Map.of()));
            return registry.register(OperationSpec.of("Front", "PingLater"), call -> registry.call("Back.PongLater")
                    .async());
        }
    }

    /** A component of the module Hearer. */
    public static final class CallsBack implements MessageHandler<Map<String, Object>> {
        private BundleContext module;

        /** Called by the component runtime. */
        public void activate(BundleContext context) {
            module = context;
        }

        @Override
        public void onMessage(Message<Map<String, Object>> message) {
            Object told = InModule.service(module, ApiRegistry.class).invoke("Back.Tell", Map.of());
            InModule.report(module, "Hearer was told: " + told);
        }
    }
}
