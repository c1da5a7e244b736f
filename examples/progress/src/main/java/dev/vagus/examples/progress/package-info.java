/** How the steps of the lab go: a module that hears events of another one, and knows none of its classes. */
@NullMarked
package dev.vagus.examples.progress;

import org.jspecify.annotations.NullMarked;
