package dev.vagus.bus.internal.engine;

import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.MessageDelivery;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageSending;
import dev.vagus.delivery.Wildcard;
import dev.vagus.module.FailedRegistration;
import dev.vagus.spi.Gate;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An interceptor, its place and its figures. Compared by identity: the same object may be registered twice. */
public final class InterceptorEntry {
    private static final Logger LOG = LoggerFactory.getLogger(InterceptorEntry.class);

    /**
     * Its place among others.
     *
     * @param order the lower, the further out
     * @param ranking among equals, the highest is further out
     * @param serviceId then the lowest; -1 for one that was added in code
     */
    public record Place(int order, int ranking, long serviceId) {}

    private final String name;
    private final Owner owner;
    private final Place place;
    private final List<Wildcard> channels;
    private final MessageInterceptor interceptor;
    private final boolean aroundSend;
    private final boolean aroundDelivery;
    private final LongAdder sends = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private volatile @Nullable InterceptorRight right;

    /**
     * Checks what was said.
     *
     * @param channels patterns; empty for every channel
     * @throws IllegalArgumentException saying what is wrong
     */
    public InterceptorEntry(
            String name, Owner owner, Place place, List<String> channels, MessageInterceptor interceptor) {
        this.name = name.strip();
        this.owner = owner;
        this.place = place;
        this.channels = channels.stream().map(InterceptorEntry::pattern).toList();
        this.interceptor = interceptor;
        aroundSend = overrides("aroundSend", MessageSending.class);
        aroundDelivery = overrides("aroundDelivery", MessageDelivery.class);
        if (this.name.isEmpty()) {
            throw new IllegalArgumentException("the name of an interceptor must not be empty");
        }
        if (!aroundSend && !aroundDelivery) {
            throw new IllegalArgumentException(
                    "the interceptor " + name + " does nothing: it overrides neither aroundSend nor aroundDelivery");
        }
    }

    private static Wildcard pattern(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a pattern of channel names must not be empty; use * for all");
        }
        return Wildcard.compile(text.strip());
    }

    private boolean overrides(String method, Class<?> what) {
        try {
            return interceptor
                            .getClass()
                            .getMethod(method, what, MessageInterceptor.Next.class)
                            .getDeclaringClass()
                    != MessageInterceptor.class;
        } catch (NoSuchMethodException | LinkageError e) {
            LOG.debug("interceptor {} cannot be looked at and is called for {}", name, method, e);
            return true;
        }
    }

    String name() {
        return name;
    }

    Owner owner() {
        return owner;
    }

    Place place() {
        return place;
    }

    MessageInterceptor interceptor() {
        return interceptor;
    }

    boolean goesAroundSend() {
        return aroundSend;
    }

    boolean goesAroundDelivery() {
        return aroundDelivery;
    }

    LongAdder sends() {
        return sends;
    }

    LongAdder deliveries() {
        return deliveries;
    }

    LongAdder refusals() {
        return refusals;
    }

    /** The channels as it named them; all of them where it named none. */
    List<String> patterns() {
        return channels.isEmpty()
                ? List.of(Wildcard.ANY.toString())
                : channels.stream().map(Wildcard::toString).toList();
    }

    /** Takes up the gate that is to be asked; null for none. */
    void behind(@Nullable Gate gate, LongSupplier nanos) {
        InterceptorRight before = right;
        if (gate == null) {
            right = null;
        } else if (before == null || !before.isOf(gate)) {
            right = new InterceptorRight(gate, this, nanos);
        }
    }

    /** What is asked before it is called; null for nothing. */
    @Nullable
    InterceptorRight right() {
        return right;
    }

    /** Why it is not called; empty when it is. */
    String obstacle() {
        InterceptorRight asked = right;
        return asked == null ? "" : asked.refusal();
    }

    FailedRegistration failed() {
        return new FailedRegistration(
                "interceptor", name, owner.module(), owner.bundleId(), place.serviceId(), obstacle());
    }

    boolean appliesTo(String channel) {
        if (channels.isEmpty()) {
            return true;
        }
        for (Wildcard each : channels) {
            if (each.matches(channel)) {
                return true;
            }
        }
        return false;
    }

    InterceptorSnapshot snapshot() {
        return new InterceptorSnapshot(
                name,
                place.order(),
                channels.stream().map(Wildcard::toString).toList(),
                owner.module(),
                owner.bundleId(),
                place.serviceId(),
                aroundSend,
                aroundDelivery,
                sends.sum(),
                deliveries.sum(),
                refusals.sum());
    }

    /** Who it is, for logs and errors. */
    @Override
    public String toString() {
        return "interceptor " + name + " of module " + owner.module();
    }
}
