package dev.vagus.registry.internal.engine;

import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiMiddlewareFactory;

/** Where the middleware of an entry comes from. */
public sealed interface MiddlewareSource {
    /** One for all operations. */
    record Shared(ApiMiddleware middleware) implements MiddlewareSource {}

    /** One for each operation. */
    record MadeForEach(ApiMiddlewareFactory factory) implements MiddlewareSource {}
}
