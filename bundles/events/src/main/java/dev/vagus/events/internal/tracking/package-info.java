/** What comes from the framework: handler services and handlers in code, their properties, and other EventAdmins. */
@NullMarked
package dev.vagus.events.internal.tracking;

import org.jspecify.annotations.NullMarked;
