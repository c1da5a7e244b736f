package dev.vagus.itests;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageDelivery;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventSubscription;
import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationSpec;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.service.event.EventHandler;

/** A module that registers one of each kind, in code and as services, unregisters nothing, and whose work fails too. */
public final class UsesEverything implements BundleActivator {
    @Override
    public void start(BundleContext module) {
        MessageBus bus = InModule.service(module, MessageBus.class);
        ApiRegistry registry = InModule.service(module, ApiRegistry.class);
        EventPublisher events = InModule.service(module, EventPublisher.class);

        bus.subscribe(
                SubscriptionSpec.on("Everything", Payload.class)
                        .named("everything")
                        .redelivered(RedeliveryPolicy.NONE),
                UsesEverything::hear);
        module.registerService(
                MessageHandler.class,
                new Hears(),
                InModule.properties(Map.of(
                        "vagus.message.channel", "Everything", "vagus.message.type", "*", "vagus.message.retries", 0)));

        Around around = new Around();
        bus.addInterceptor("everything", 7, around, "Everything");
        module.registerService(MessageInterceptor.class, around, InModule.properties(Map.of()));

        registry.register(OperationSpec.of("Everything", "Answer").withParameter("Text", "string"), call -> {
            String text = String.valueOf(call.parameters().get("Text"));
            return new Payload(text, text.length());
        });
        ApiHandler failing = call -> {
            throw new OnPurpose("the operation");
        };
        module.registerService(
                ApiHandler.class,
                failing,
                InModule.properties(Map.of("vagus.api.module", "Everything", "vagus.api.operation", "Fail")));
        registry.addMiddleware("everything", 7, (call, next) -> next.proceed(call));
        ApiMiddleware middleware = (call, next) -> next.proceed(call).map(value -> value);
        module.registerService(ApiMiddleware.class, middleware, InModule.properties(Map.of()));

        events.subscribe(EventSubscription.to("Everything*"), event -> check(event.name()));
        EventHandler handler = event -> check(event.getTopic());
        module.registerService(
                EventHandler.class, handler, InModule.properties(Map.of("event.topics", "dev/vagus/event/Events/*")));

        bus.send("Everything", "Own", new Payload("own", 3));
        events.publish("EverythingOwn", Map.of("payload", new Payload("own", 3)));
    }

    @Override
    public void stop(BundleContext module) {
        // What it registered goes with it: that is what is tested.
    }

    private static void hear(Message<Payload> message) {
        check(message.type());
    }

    private static void check(String what) {
        if (what.endsWith("Bad")) {
            throw new OnPurpose(what);
        }
    }

    /** A payload and a result of the module's own class. */
    public record Payload(String text, int length) {}

    /** A handler whose class declares its payload. */
    public static final class Hears implements MessageHandler<Payload> {
        @Override
        public void onMessage(Message<Payload> message) {
            check(message.type());
        }
    }

    /** An interceptor that changes a payload into one of the module's own class. */
    public static final class Around implements MessageInterceptor {
        @Override
        public Outcome aroundSend(MessageSending sending, Next<MessageSending> next) {
            return next.proceed(sending.withData(new Payload("intercepted", 11)));
        }

        @Override
        public Outcome aroundDelivery(MessageDelivery delivery, Next<MessageDelivery> next) {
            return next.proceed(delivery).onDone((nothing, error) -> delivery.attempt());
        }
    }

    /** A failure of the module's own class. */
    public static final class OnPurpose extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OnPurpose(String what) {
            super(what + " fails on purpose");
        }
    }
}
