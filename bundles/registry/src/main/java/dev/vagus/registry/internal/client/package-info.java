/** What callers hold: calls in the making and typed clients. */
@NullMarked
package dev.vagus.registry.internal.client;

import org.jspecify.annotations.NullMarked;
