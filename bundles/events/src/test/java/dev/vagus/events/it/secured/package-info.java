/** Modules that are tried under a security manager, in a framework of their own. */
@NullMarked
package dev.vagus.events.it.secured;

import org.jspecify.annotations.NullMarked;
