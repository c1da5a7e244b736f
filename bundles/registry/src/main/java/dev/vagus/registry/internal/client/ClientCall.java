package dev.vagus.registry.internal.client;

import org.jspecify.annotations.Nullable;

/** What a method of a typed client does. */
@FunctionalInterface
interface ClientCall {
    @Nullable
    Object call(Object proxy, @Nullable Object[] arguments) throws Throwable;
}
