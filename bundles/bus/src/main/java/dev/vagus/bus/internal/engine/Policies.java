package dev.vagus.bus.internal.engine;

import dev.vagus.module.Setting;
import dev.vagus.spi.DeliveryGuards;
import dev.vagus.spi.PolicySource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies that handlers go by, of whoever offers them. After each change every subscription is told; a subscription
 * that begins meanwhile is told twice rather than never. Thread-safe: what is told is read under this object's lock, so that the
 * latest word is the last; no code of modules runs under it.
 */
public final class Policies {
    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);
    private static final String PREFIX = "channel:";

    private final Iterable<BusSubscription> all;

    /** Guarded by this object, as is what follows. */
    private @Nullable PolicySource source;

    private @Nullable DeliveryGuards guards;

    /** For these subscriptions, asked anew at each change. */
    Policies(Iterable<BusSubscription> all) {
        this.all = all;
    }

    /** What policies call the channel of this name. */
    static String target(String channel) {
        return PREFIX + channel;
    }

    /** Puts a source in the place of another; either may be null. Removing one that has been replaced does nothing. */
    public synchronized void source(@Nullable PolicySource before, @Nullable PolicySource now) {
        if (now != null || source == before) {
            source = now;
            review();
        }
    }

    /** Puts what guards in the place of another, likewise. */
    public synchronized void guards(@Nullable DeliveryGuards before, @Nullable DeliveryGuards now) {
        if (now != null || guards == before) {
            guards = now;
            all.forEach(each -> each.guard().review(null, true));
            review();
        }
    }

    /** Policies have changed. */
    public synchronized void review() {
        all.forEach(each -> tell(each, false));
    }

    /** Tells a subscription what holds for the handler that it gets. */
    synchronized void begin(BusSubscription subscription) {
        tell(subscription, true);
    }

    private void tell(BusSubscription subscription, boolean afresh) {
        try {
            PolicySource from = source;
            Map<String, Setting> said = from == null
                    ? Map.of()
                    : from.settings(target(subscription.channel().name()));
            subscription.policy(ChannelPolicy.of(said));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("the policies of {} cannot be read, what held before stays", subscription, e);
        }
        try {
            subscription.guard().review(guards, afresh);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{} cannot be guarded as its policies say", subscription, e);
        }
    }
}
