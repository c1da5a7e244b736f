package dev.vagus.registry;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes a middleware for each operation, for those that keep something for each: a counter, a limit, a breaker. Registered
 * as a service with the properties of an {@link ApiMiddleware}.
 *
 * <p>An operation's middleware is made when its chain is first composed, and kept as long as the operation's provider and
 * this service are there; changes of this service's properties do not make another one. A new version of a module is
 * another provider. If what is made is {@link AutoCloseable}, it is closed when either leaves; calls under way may still
 * use it then. Two threads may compose at once: what the slower of them has made is closed unused.
 */
@ConsumerType
@FunctionalInterface
public interface ApiMiddlewareFactory {
    /**
     * The middleware around this operation; null for none. Called concurrently, on a caller's thread. If it throws, calls
     * of the operation fail with that until the chain is composed again.
     */
    @Nullable
    ApiMiddleware create(OperationDescriptor operation);
}
