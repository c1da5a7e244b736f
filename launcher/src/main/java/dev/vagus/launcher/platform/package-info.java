/** Vagus's own bundles: which ones are in the jar, and how the framework's cache is brought to that state. */
@NullMarked
package dev.vagus.launcher.platform;

import org.jspecify.annotations.NullMarked;
