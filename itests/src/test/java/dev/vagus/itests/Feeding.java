package dev.vagus.itests;

import dev.vagus.bus.MailboxFullException;
import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.Priority;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import org.osgi.framework.BundleContext;

/** A module that sends numbered messages all the time, and one that hears them; both write into the {@link Ledger}. */
public final class Feeding {
    static final String CHANNEL = "Fed";

    private static final int BURST = 50;
    private static final long PAUSE_NANOS = 500_000;
    private static final long LONG_NANOS = 5_000_000;

    private Feeding() {}

    /** Whether the first attempt at this message fails. */
    static boolean failsAtFirst(int number) {
        return number % 1_009 == 0;
    }

    /** Whether the handler is at this message for so long that an update may come meanwhile. */
    static boolean takesLong(int number) {
        return number % 1_000 == 500;
    }

    /** The payload; each of the modules has a class of this name. */
    public record Numbered(int number) {}

    /** Sends until it is told to stop. */
    static final class Feeder implements Runnable {
        static volatile Feeder running;

        private final MessageBus bus;
        private final ToIntBiFunction<String, Integer> ledger;
        private final boolean pausing;
        private final Thread thread = new Thread(this, "feeder");
        private volatile boolean stopped;

        Feeder(BundleContext module, boolean pausing) {
            bus = InModule.service(module, MessageBus.class);
            ledger = InModule.ledger(module);
            this.pausing = pausing;
        }

        @Override
        public void run() {
            for (int number = 0; !stopped; number++) {
                send(number);
                if (pausing && number % BURST == 0) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }

        private void send(int number) {
            try {
                bus.message(CHANNEL, "Numbered")
                        .data(new Numbered(number))
                        .priority(Priority.values()[number % 3])
                        .send();
                InModule.count(ledger, "sent", number);
            } catch (MailboxFullException e) {
                InModule.count(ledger, "refused", number);
            }
        }

        static Object start(BundleContext module, boolean pausing) {
            running = new Feeder(module, pausing);
            running.thread.start();
            return running;
        }

        static Object stop() {
            Feeder former = running;
            if (former != null) {
                former.stopped = true;
                try {
                    former.thread.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return "stopped";
        }
    }

    /** Run by the module Feeder: begins to send some 50,000 messages a second. */
    public static final class Steadily implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            return Feeder.start(module, true);
        }
    }

    /** Run by the module Feeder: begins to send without pauses. */
    public static final class AsFastAsItCan implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            return Feeder.start(module, false);
        }
    }

    /** Run by the module Feeder: sends no more. */
    public static final class Stop implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            return Feeder.stop();
        }
    }

    /** The component of the module that hears. */
    public static final class Hears implements MessageHandler<Numbered> {
        private ToIntBiFunction<String, Integer> ledger;
        private String handled;

        /** Called by the component runtime. */
        public void activate(BundleContext module) {
            ledger = InModule.ledger(module);
            handled = "handled by " + module.getBundle().getVersion();
        }

        @Override
        public void onMessage(Message<Numbered> message) {
            int number = message.data().number();
            int attempt = InModule.count(ledger, "entered", number);
            if (attempt == 1 && failsAtFirst(number)) {
                throw new IllegalStateException("not at the first attempt");
            }
            if (takesLong(number)) {
                LockSupport.parkNanos(LONG_NANOS);
            }
            InModule.count(ledger, handled, number);
            InModule.count(ledger, "returned", number);
        }
    }
}
