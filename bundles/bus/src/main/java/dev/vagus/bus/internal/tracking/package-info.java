/** The whiteboard: handler services become subscriptions, or failed registrations with a reason. */
@NullMarked
package dev.vagus.bus.internal.tracking;

import org.jspecify.annotations.NullMarked;
