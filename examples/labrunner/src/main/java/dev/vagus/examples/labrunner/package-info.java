/** The lab runner: a module with operations, one of them asynchronous, events that it raises, and a message that it hears. */
@NullMarked
package dev.vagus.examples.labrunner;

import org.jspecify.annotations.NullMarked;
