/** The components: the services that the commands use, and an adapter for each shell that may be there. */
@NullMarked
package dev.vagus.shell.internal.component;

import org.jspecify.annotations.NullMarked;
