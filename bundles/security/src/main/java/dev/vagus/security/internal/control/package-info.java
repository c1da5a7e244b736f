/** On and off: settings, what says so, and who has written down that it needs security. Plain Java. */
@NullMarked
package dev.vagus.security.internal.control;

import org.jspecify.annotations.NullMarked;
