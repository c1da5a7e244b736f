/** The settings of all modules, kept in Config Admin; a message and an event announce each change. */
@NullMarked
package dev.vagus.examples.configuration;

import org.jspecify.annotations.NullMarked;
