/**
 * The message bus: channels, messages, subscriptions. A module sends through {@link dev.vagus.bus.MessageBus} and
 * hears by a {@link dev.vagus.bus.MessageHandler} service annotated with {@link dev.vagus.bus.MessageSubscriber}, or by
 * {@link dev.vagus.bus.MessageBus#subscribe} in code. A {@link dev.vagus.bus.MessageInterceptor} goes around both.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package dev.vagus.bus;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
