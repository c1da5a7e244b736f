package dev.vagus.module;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A refusal that knows when asking again is worth it. Implemented by exceptions. */
@ProviderType
public interface RetryAfter {
    /** How long to wait before the next try, from the moment of the refusal; not negative. Null when it is not known. */
    @Nullable
    Duration retryAfter();
}
