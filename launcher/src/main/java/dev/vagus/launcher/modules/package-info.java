/**
 * The watched modules folder: jars that are dropped in are installed, replaced ones updated, removed ones uninstalled,
 * and one that fails to start is rolled back to the last that worked.
 */
@NullMarked
package dev.vagus.launcher.modules;

import org.jspecify.annotations.NullMarked;
