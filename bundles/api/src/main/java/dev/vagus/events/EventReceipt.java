package dev.vagus.events;

import dev.vagus.module.TimeOrderedId;
import org.osgi.annotation.versioning.ProviderType;

/** What a publisher gets for an event: it has been accepted, and every handler that matched has it in its mailbox. */
@ProviderType
public interface EventReceipt {
    /** The event's id. */
    TimeOrderedId id();
}
