/** What a command is and how its line is read and its results are printed; knows neither OSGi nor any shell. */
@NullMarked
package dev.vagus.shell.internal.model;

import org.jspecify.annotations.NullMarked;
