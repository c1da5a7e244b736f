/** The commands, by concern. They reach the services of Vagus through {@code Services} and print to an {@code Output}. */
@NullMarked
package dev.vagus.shell.internal.commands;

import org.jspecify.annotations.NullMarked;
