package dev.vagus.registry.internal.engine;

import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiMiddlewareFactory;
import dev.vagus.registry.OperationDescriptor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The middleware that factories have made for one operation, one by each. Thread-safe; factories and what they made are
 * called without a lock. What is made twice at once, or after {@link #close}, is closed again.
 */
final class OwnMiddleware {
    private static final Logger LOG = LoggerFactory.getLogger(OwnMiddleware.class);

    private final OperationDescriptor operation;

    /** By identity; null for a factory that makes none. Guarded by this object, like {@code closed}. */
    private final Map<ApiMiddlewareFactory, @Nullable ApiMiddleware> made = new IdentityHashMap<>(2);

    private boolean closed;

    OwnMiddleware(OperationDescriptor operation) {
        this.operation = operation;
    }

    /** What this factory makes for the operation; null when it makes none. Throws what the factory throws. */
    @Nullable
    ApiMiddleware by(ApiMiddlewareFactory factory) {
        synchronized (this) {
            if (made.containsKey(factory)) {
                return made.get(factory);
            }
        }
        ApiMiddleware fresh = factory.create(operation);
        ApiMiddleware kept = fresh;
        boolean superfluous;
        synchronized (this) {
            if (!closed && made.containsKey(factory)) {
                kept = made.get(factory);
                superfluous = true;
            } else {
                superfluous = closed;
                if (!closed) {
                    made.put(factory, fresh);
                }
            }
        }
        if (superfluous) {
            end(fresh);
        }
        return kept;
    }

    /** Closes what those factories made that are not present any more. */
    void keepOnly(MiddlewareSet present) {
        List<@Nullable ApiMiddleware> left = new ArrayList<>();
        synchronized (this) {
            made.entrySet().removeIf(entry -> {
                boolean gone = !present.uses(entry.getKey());
                if (gone) {
                    left.add(entry.getValue());
                }
                return gone;
            });
        }
        left.forEach(this::end);
    }

    /** The operation has left. */
    void close() {
        List<@Nullable ApiMiddleware> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(made.values());
            made.clear();
        }
        all.forEach(this::end);
    }

    private void end(@Nullable ApiMiddleware middleware) {
        if (middleware instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception | LinkageError e) {
                LOG.warn("a middleware of {} could not be closed: {}", operation.qualifiedName(), e.toString());
            }
        }
    }
}
