package dev.vagus.itests;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationSpec;
import dev.vagus.spi.FlowContext;
import java.util.Map;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/** What modules do whose work goes from one to the next: a call, a nested call, a message, an event. */
public final class Travelling {
    private Travelling() {}

    /** Run by the module Start: its operation calls Middle. */
    public static final class ServesStart implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ApiRegistry registry = InModule.service(module, ApiRegistry.class);
            return registry.register(
                    OperationSpec.of("Start", "Go")
                            .withParameter("Password", "string")
                            .withParameter("Note", "string"),
                    call -> registry.invoke("Middle.Pass", Map.of()));
        }
    }

    /** Run by the module Middle: its operation sends a message, on an open and on an encrypted channel. */
    public static final class ServesMiddle implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ApiRegistry registry = InModule.service(module, ApiRegistry.class);
            MessageBus bus = InModule.service(module, MessageBus.class);
            return registry.register(OperationSpec.of("Middle", "Pass"), call -> {
                bus.send("Sealed", "Plan", Map.of("Plan", "sealed-4711"));
                return bus.send("Travel", "Passed", Map.of("Visible", "visible-4711"))
                        .toString();
            });
        }
    }

    /** Run by the module End: its handler publishes an event, and one of its own hears it. */
    public static final class ServesEnd implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            MessageBus bus = InModule.service(module, MessageBus.class);
            EventPublisher events = InModule.service(module, EventPublisher.class);
            MessageHandler<Map<String, Object>> publishes = (Message<Map<String, Object>> message) ->
                    events.publish("Arrived", Map.of("Token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"));
            bus.subscribe(SubscriptionSpec.on("Travel"), publishes);
            bus.subscribe(SubscriptionSpec.on("Sealed"), message -> {
                throw new IllegalStateException("cannot read sealed-4711");
            });
            return events.subscribe(
                    EventSubscription.to("Arrived"), event -> InModule.report(module, "heard " + event.name()));
        }
    }

    /** Run by the module Raiser: its operation raises events in all three ways. */
    public static final class RaisesEvents implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ApiRegistry registry = InModule.service(module, ApiRegistry.class);
            EventPublisher events = InModule.service(module, EventPublisher.class);
            EventAdmin admin = InModule.service(module, EventAdmin.class);
            return registry.register(OperationSpec.of("Raiser", "Raise"), call -> {
                events.publish("Raised", Map.of());
                admin.postEvent(new Event("travelling/posted", Map.of()));
                admin.sendEvent(new Event("travelling/sent", Map.of()));
                return "raised";
            });
        }
    }

    /** Run by the module Hearer: handlers of all three kinds, each of which calls an operation that tells its trace. */
    public static final class HearsEvents implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ApiRegistry registry = InModule.service(module, ApiRegistry.class);
            EventPublisher events = InModule.service(module, EventPublisher.class);
            registry.register(
                    OperationSpec.of("Hearer", "Trace"),
                    call -> FlowContext.current().correlationId() + " "
                            + FlowContext.current().traceparent());
            EventHandler osgi = event -> tell(module, registry, event.getTopic());
            module.registerService(EventHandler.class, osgi, InModule.properties(Map.of("event.topics", new String[] {
                "travelling/*", "dev/vagus/event/Events/Raised"
            })));
            ModuleEventHandler own = event -> tell(module, registry, "own " + event.name());
            module.registerService(
                    ModuleEventHandler.class, own, InModule.properties(Map.of("vagus.event.subscriber", "Raised")));
            return events.subscribe(
                    EventSubscription.to("Raised"),
                    Map.class,
                    (event, data) -> tell(module, registry, "typed " + event.name()));
        }

        private static void tell(BundleContext module, ApiRegistry registry, String heard) {
            InModule.report(module, heard + ": " + registry.invoke("Hearer.Trace", Map.of()));
        }
    }
}
