package dev.vagus.events.internal.tracking;

import dev.vagus.delivery.structure.Binder;
import dev.vagus.delivery.structure.DeclaredType;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.EventSubscriber;
import dev.vagus.events.TypedEventHandler;
import dev.vagus.events.internal.engine.Occurrence;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * Calls one handler with the data in the type that it wants. It holds the module's classes and goes with the handler.
 * Thread-safe; the binder may be made twice.
 */
public final class TypedDelivery {
    private final Structures structures;
    private volatile @Nullable Binder binder;

    private TypedDelivery(Structures structures, @Nullable Binder binder) {
        this.structures = structures;
        this.binder = binder;
    }

    /**
     * For data of this type.
     *
     * @throws IllegalArgumentException when data cannot become this type
     */
    public TypedDelivery(Structures structures, Type type) {
        this(structures, structures.binder(type));
    }

    /**
     * For the type that the service's properties name, or else the one that its class declares, which is known once its
     * object has been fetched.
     *
     * @throws InvalidHandlerException when the properties name a type that cannot be
     */
    static TypedDelivery of(Structures structures, ServiceReference<?> reference, Bundle bundle) {
        Object named = reference.getProperty(EventSubscriber.PAYLOAD_PROPERTY);
        if (named == null) {
            return new TypedDelivery(structures, (Binder) null);
        }
        try {
            return new TypedDelivery(structures, typeOf(named, bundle));
        } catch (ClassNotFoundException | LinkageError | IllegalArgumentException e) {
            throw new InvalidHandlerException(
                    String.valueOf(reference.getProperty(EventSubscriber.PROPERTY)),
                    EventSubscriber.PAYLOAD_PROPERTY + " names '" + named + "', which bundle "
                            + bundle.getSymbolicName() + " cannot load or data cannot become: " + e.getMessage());
        }
    }

    private static Type typeOf(Object named, Bundle bundle) throws ClassNotFoundException {
        return named instanceof Class<?> type ? type : bundle.loadClass(named.toString());
    }

    /** Calls the handler. */
    @SuppressWarnings("unchecked") // the binder makes what the handler declares
    public void deliver(TypedEventHandler<?> handler, Occurrence occurrence) throws Exception {
        Binder current = binder;
        if (current == null) {
            current = structures.binder(DeclaredType.of(handler.getClass(), TypedEventHandler.class));
            binder = current;
        }
        Object data = current.bind(occurrence.view().data());
        if (data == null) {
            throw new IllegalStateException("the data of an event is never nothing");
        }
        ((TypedEventHandler<Object>) handler).onEvent(occurrence.view(), data);
    }
}
