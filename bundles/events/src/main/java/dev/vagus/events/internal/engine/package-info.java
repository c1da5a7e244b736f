/**
 * Event delivery without a framework: topics, routes, the handlers' entries with their mailboxes and books, and the
 * mapping between OSGi events and Vagus events.
 */
@NullMarked
package dev.vagus.events.internal.engine;

import org.jspecify.annotations.NullMarked;
