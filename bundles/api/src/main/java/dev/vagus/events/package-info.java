/**
 * Events: named facts that any module may raise and any may hear. A module raises them through
 * {@link dev.vagus.events.EventPublisher} and hears them by a {@link dev.vagus.events.ModuleEventHandler} annotated with
 * {@link dev.vagus.events.EventSubscriber}; a plain {@code org.osgi.service.event.EventHandler} hears the same events
 * under the topics that {@link dev.vagus.events.EventTopics} defines.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package dev.vagus.events;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
