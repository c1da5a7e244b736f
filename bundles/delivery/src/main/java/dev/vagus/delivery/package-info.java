/**
 * What the bus and the events have in common: bounded mailboxes with priority lanes, the threads that empty them, and
 * the index that finds them. Plain Java; every user gets a copy of its own.
 */
@NullMarked
package dev.vagus.delivery;

import org.jspecify.annotations.NullMarked;
