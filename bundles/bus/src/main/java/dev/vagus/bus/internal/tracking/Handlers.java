package dev.vagus.bus.internal.tracking;

import dev.vagus.bus.AsyncMessageHandler;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.MessageSubscriber;
import dev.vagus.bus.internal.engine.Attachment;
import dev.vagus.bus.internal.engine.BusEngine;
import dev.vagus.bus.internal.engine.HandlerCall;
import dev.vagus.bus.internal.engine.Owner;
import dev.vagus.delivery.module.ModuleNames;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.VagusException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handler services and what became of each. Services may come before {@link #start} and go after {@link #stop}. The
 * service registry's calls for one service do not overlap; those for different services may.
 */
public final class Handlers {
    private static final Logger LOG = LoggerFactory.getLogger(Handlers.class);

    /** A service, with its subscription or the reason why it has none. */
    private record Known(
            ServiceReference<?> reference,
            Object handler,
            @Nullable HandlerEntry entry,
            @Nullable Attachment attachment,
            @Nullable FailedRegistration failure) {}

    private final Map<Long, Known> services = new ConcurrentHashMap<>();
    private final Function<@Nullable Bundle, Duration> window;
    private volatile @Nullable BusEngine engine;

    /**
     * @param window how long a named subscription waits for the module of a bundle that withdraws a service now
     */
    public Handlers(Function<@Nullable Bundle, Duration> window) {
        this.window = window;
    }

    /** Subscribes the services that are known already. */
    public void start(BusEngine started) {
        engine = started;
        services.values().stream()
                .filter(known -> known.attachment == null)
                .toList()
                .forEach(known -> add(known.reference, known.handler));
    }

    /** Subscribes nothing any more; the engine ends what there is. */
    public void stop() {
        engine = null;
    }

    /** A service has come. */
    public void add(ServiceReference<?> reference, Object handler) {
        long id = HandlerEntry.serviceId(reference);
        Bundle bundle = reference.getBundle();
        BusEngine running = engine;
        if (bundle == null) {
            return;
        }
        if (running == null) {
            services.put(id, new Known(reference, handler, null, null, null));
            return;
        }
        HandlerEntry entry = null;
        try {
            entry = HandlerEntry.of(
                    reference, bundle, handler, running.settings().redelivery());
            Owner owner = new Owner(ModuleNames.of(bundle), bundle.getBundleId());
            Attachment attachment = running.attach(owner, entry.spec(), entry.payload(), call(handler));
            services.put(id, new Known(reference, handler, entry, attachment, null));
        } catch (IllegalArgumentException | VagusException | LinkageError | TypeNotPresentException e) {
            fail(new Known(reference, handler, entry, null, failure(reference, bundle, e)));
        }
    }

    private static HandlerCall call(Object handler) {
        return handler instanceof AsyncMessageHandler<?> async
                ? HandlerCall.of(async)
                : HandlerCall.of((MessageHandler<?>) handler);
    }

    private void fail(Known refused) {
        Known former = services.put(HandlerEntry.serviceId(refused.reference), refused);
        if (former == null || former.failure == null || !former.failure.equals(refused.failure)) {
            LOG.warn("a subscription was refused: {}", refused.failure);
        }
    }

    private static FailedRegistration failure(ServiceReference<?> reference, Bundle bundle, Throwable error) {
        Object name = reference.getProperty(MessageSubscriber.PREFIX_ + "name");
        Object channel = reference.getProperty(MessageSubscriber.PREFIX_ + "channel");
        String message = error.getMessage();
        return new FailedRegistration(
                "subscription",
                channel + (name == null || name.equals("") ? "" : "/" + name),
                ModuleNames.of(bundle),
                bundle.getBundleId(),
                HandlerEntry.serviceId(reference),
                error instanceof IllegalArgumentException && message != null ? message : error.toString());
    }

    /** A service's properties have changed. */
    public void update(ServiceReference<?> reference, Object handler) {
        Known former = services.get(HandlerEntry.serviceId(reference));
        if (former != null && former.attachment != null && former.entry != null) {
            HandlerEntry fresh = readAgain(reference, handler);
            if (fresh != null && fresh.asksForTheSame(former.entry)) {
                return;
            }
            boolean keepMailbox = fresh != null && fresh.sharesMailboxWith(former.entry);
            former.attachment.detach(keepMailbox ? Duration.ofSeconds(5) : Duration.ZERO);
        }
        add(reference, handler);
    }

    private @Nullable HandlerEntry readAgain(ServiceReference<?> reference, Object handler) {
        try {
            Bundle bundle = reference.getBundle();
            BusEngine running = engine;
            return bundle == null || running == null
                    ? null
                    : HandlerEntry.of(
                            reference, bundle, handler, running.settings().redelivery());
        } catch (IllegalArgumentException e) {
            LOG.debug("the new properties of service {} are wrong", HandlerEntry.serviceId(reference), e);
            return null;
        }
    }

    /** A service has gone. */
    public void remove(ServiceReference<?> reference) {
        Known known = services.remove(HandlerEntry.serviceId(reference));
        if (known != null && known.attachment != null) {
            Bundle bundle = known.entry == null ? null : known.entry.bundle();
            known.attachment.detach(window.apply(bundle));
        }
        retry();
    }

    /** Tries the refused ones again: a name may have become free. */
    public void retry() {
        for (Known known : List.copyOf(services.values())) {
            if (known.failure != null) {
                add(known.reference, known.handler);
            }
        }
    }

    /** The refused ones. */
    public List<FailedRegistration> failures() {
        List<FailedRegistration> failures = new ArrayList<>();
        for (Known known : services.values()) {
            if (known.failure != null) {
                failures.add(known.failure);
            }
        }
        return failures;
    }
}
