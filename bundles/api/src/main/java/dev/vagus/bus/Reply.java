package dev.vagus.bus;

import dev.vagus.module.TimeOrderedId;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The answer to a message that asked for one. Immutable; it holds plain structure, no class of the module that answered. */
@ProviderType
public interface Reply {
    /** The id of the message that was answered. */
    TimeOrderedId requestId();

    /** The name of the module that answered. */
    String source();

    /** The answer as plain structure. */
    @Nullable
    Object data();

    /**
     * The answer in this type, converted by structure.
     *
     * @throws RequestFailedException with category {@code validation} when it does not fit
     */
    <T> @Nullable T data(Class<T> type);
}
