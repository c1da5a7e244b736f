package dev.vagus.itests;

import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.events.EventPublisher;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The modules of a framework with a security manager; each does what it is told, and says what came of it. */
final class Permitted {
    private Permitted() {}

    /** The scope that a deed takes. */
    static String scope(String deed) {
        return switch (deed) {
            case "call" -> "api:Lab.Run";
            case "send" -> "bus:publish:Work";
            default -> "events:publish:LabRun";
        };
    }

    private static String act(BundleContext context, String deed) {
        try {
            switch (deed) {
                case "call" -> InModule.service(context, ApiRegistry.class).invoke("Lab.Run", Map.of());
                case "send" -> InModule.service(context, MessageBus.class).send("Work", "Job", Map.of());
                default -> InModule.service(context, EventPublisher.class).publish("LabRun", Map.of());
            }
            return "done";
        } catch (AccessRefusedException e) {
            return e.rule().label() + ": " + e.getMessage();
        }
    }

    /** Asks for what others offer, and hears the channel. */
    public static final class Asking implements BundleActivator {
        private final AtomicInteger heard = new AtomicInteger();

        @Override
        public void start(BundleContext context) {
            InModule.service(context, MessageBus.class)
                    .subscribe(SubscriptionSpec.on("Work"), message -> heard.incrementAndGet());
            UnaryOperator<String> told =
                    deed -> deed.equals("heard") ? String.valueOf(heard.get()) : act(context, deed);
            context.registerService(UnaryOperator.class, told, null);
        }

        @Override
        public void stop(BundleContext context) {
            heard.set(0);
        }
    }

    /** Offers the operation, and switches security; everything is granted, so that only permissions can be missing. */
    public static final class Lab implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            context.registerService(
                    ApiHandler.class,
                    (ApiHandler) invocation -> "done",
                    InModule.properties(Map.of("vagus.api.module", "Lab", ApiHandler.OPERATION_PROPERTY, "Run")));
            UnaryOperator<String> told = deed -> {
                SecurityService security = InModule.service(context, SecurityService.class);
                return switch (deed) {
                    case "enable" ->
                        security.enable(SecuritySpec.DEFAULTS
                                                .withAuthenticationRequired(false)
                                                .withGrants(Map.of("*", List.of("*"))))
                                        .enabled()
                                ? "on"
                                : "off";
                    case "disable" -> security.disable().enabled() ? "on" : "off";
                    default -> act(context, deed);
                };
            };
            context.registerService(UnaryOperator.class, told, null);
        }

        @Override
        public void stop(BundleContext context) {
            context.getBundle();
        }
    }
}
