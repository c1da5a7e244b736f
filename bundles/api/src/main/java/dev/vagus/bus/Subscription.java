package dev.vagus.bus;

import dev.vagus.module.Registration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A subscription made in code. Closing it ends its mailbox, the one of a named subscription too: what is queued is
 * counted as cleared. A message that its handler is at is finished.
 */
@ProviderType
public interface Subscription extends Registration {
    /** Its id, by which the shell shows it. */
    String id();

    /** Its figures now. */
    SubscriptionSnapshot snapshot();
}
