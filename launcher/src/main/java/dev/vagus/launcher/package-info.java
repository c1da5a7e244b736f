/**
 * The main of {@code vagus.jar}: reads the options, prepares the folders, starts the framework with everything that is in
 * the jar, and hands over to the shell, to the commands of {@code -c}, or to nobody but the watched modules folder.
 */
@NullMarked
package dev.vagus.launcher;

import org.jspecify.annotations.NullMarked;
