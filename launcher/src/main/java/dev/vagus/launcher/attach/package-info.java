/**
 * The shell of a running instance, reached from another process of the same user: {@code --attach}. {@code AttachServer}
 * listens on a Unix domain socket in the instance's data folder, {@code AttachClient} joins a person's terminal, or the
 * streams of {@code -c}, to it by {@code Frame}s.
 */
@NullMarked
package dev.vagus.launcher.attach;

import org.jspecify.annotations.NullMarked;
