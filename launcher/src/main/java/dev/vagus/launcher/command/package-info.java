/** The commands of {@code -c}: wait until the components are there, run through Gogo, print, answer with a status. */
@NullMarked
package dev.vagus.launcher.command;

import org.jspecify.annotations.NullMarked;
