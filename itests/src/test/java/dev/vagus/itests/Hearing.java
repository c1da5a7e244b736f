package dev.vagus.itests;

import dev.vagus.bus.MailboxFullException;
import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import dev.vagus.spi.FlowContext;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;

/** What the components of modules do that hear messages. */
public final class Hearing {
    private Hearing() {}

    /** The payload of typed handlers. */
    public record Order(String item, int count) {}

    /** A failure of the module's own, which says by its category that it may pass. */
    static final class SoldOut extends VagusException {
        private static final long serialVersionUID = 1L;

        SoldOut() {
            super(ErrorCategory.BUSY, "sold out", null);
        }
    }

    /** What they have in common: they report under the name of their module. */
    public abstract static class Hearer {
        protected BundleContext module;

        /** Called by the component runtime. */
        public void activate(BundleContext context) {
            module = context;
        }

        protected final void report(String text) {
            InModule.report(module, module.getBundle().getHeaders().get("Vagus-Module") + " " + text);
        }
    }

    /** Reports type and number. */
    public static final class Reports extends Hearer implements MessageHandler<Map<String, Object>> {
        @Override
        public void onMessage(Message<Map<String, Object>> message) {
            report(message.type() + " " + message.data().get("n"));
        }
    }

    /** Reports its thread too. */
    public static final class ReportsItsThread extends Hearer implements MessageHandler<Map<String, Object>> {
        private boolean failed;

        @Override
        public void onMessage(Message<Map<String, Object>> message) {
            String thread = Thread.currentThread().getName();
            if (message.type().equals("FailsAtFirst") && !failed) {
                failed = true;
                report("fails on " + thread);
                throw new IllegalStateException("not at the first attempt");
            }
            report(message.type() + " on " + thread.replaceAll("vagus-bus-[0-9]+", "a thread of the bus"));
        }
    }

    /** Goes on only when as many are in it as the barrier of the test wants. */
    public static final class Meets extends Hearer implements MessageHandler<Map<String, Object>> {
        @Override
        public void onMessage(Message<Map<String, Object>> message) throws Exception {
            InModule.service(module, CyclicBarrier.class).await(10, TimeUnit.SECONDS);
            report("met");
        }
    }

    /** Wants orders, and reports them. */
    public static final class TakesOrders extends Hearer implements MessageHandler<Order> {
        @Override
        public void onMessage(Message<Order> message) {
            report(message.data().item() + " " + message.data().count());
        }
    }

    /** Cannot handle anything. */
    public static final class Fails extends Hearer implements MessageHandler<Map<String, Object>> {
        @Override
        public void onMessage(Message<Map<String, Object>> message) {
            report("fails at " + message.data().get("n"));
            throw new IllegalStateException("broken at " + message.data().get("n"));
        }
    }

    /** Fails at the first two attempts of the first message. */
    public static final class RecoversAtTheThird extends Hearer implements MessageHandler<Map<String, Object>> {
        private int failures;

        @Override
        public synchronized void onMessage(Message<Map<String, Object>> message) {
            boolean fails = message.data().get("n").equals(1) && failures < 2;
            report((fails ? "fails at " : "handles ") + message.data().get("n"));
            if (fails) {
                failures++;
                throw new IllegalStateException("not yet");
            }
        }
    }

    /** Answers with the order, doubled; for some items not, or not at once. */
    public static final class Answers extends Hearer implements MessageHandler<Order> {
        @Override
        public void onMessage(Message<Order> message) throws Exception {
            Order order = message.data();
            switch (order.item()) {
                case "nothing" -> report("has no answer");
                case "coffee" -> throw new SoldOut();
                default -> {
                    if (order.item().equals("patience")) {
                        report("waits");
                        InModule.service(module, Semaphore.class).acquire();
                    }
                    boolean first = message.reply(new Order(order.item(), 2 * order.count()));
                    report("answered " + first + ", deadline "
                            + FlowContext.current().isLimited());
                }
            }
        }
    }

    /** Sends three messages to the channel that it hears. */
    public static final class SendsToItself extends Hearer implements MessageHandler<Map<String, Object>> {
        @Override
        public void onMessage(Message<Map<String, Object>> message) {
            if (!message.type().equals("Start")) {
                report(message.type() + " " + message.data().get("n"));
                return;
            }
            MessageBus bus = InModule.service(module, MessageBus.class);
            try {
                for (int n = 1; n <= 3; n++) {
                    bus.send(message.channel(), "Own", Map.of("n", n));
                    report("sent " + n);
                }
            } catch (MailboxFullException e) {
                report(e.getMessage());
            }
        }
    }

    /** Sends a message to the channel Second for each that it hears, once as it is and once detached. */
    public static final class PassesOn extends Hearer implements MessageHandler<Map<String, Object>> {
        @Override
        public void onMessage(Message<Map<String, Object>> message) {
            MessageBus bus = InModule.service(module, MessageBus.class);
            bus.send("Second", "Within", Map.of());
            bus.message("Second", "Detached").detached().send();
            message.reply("passed on");
        }
    }

    /** Reports what came along. */
    public static final class ReportsTheFlow extends Hearer implements MessageHandler<Object> {
        @Override
        public void onMessage(Message<Object> message) {
            report(message.type() + " of " + message.source() + ": " + message.correlationId() + " "
                    + message.headers().get("traceparent") + " "
                    + (message.expiry() == null ? "without" : "with") + " expiry, "
                    + (FlowContext.current().isLimited() ? "with" : "without") + " deadline");
        }
    }
}
