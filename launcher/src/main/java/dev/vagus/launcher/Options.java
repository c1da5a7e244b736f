package dev.vagus.launcher;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param action what to do
 * @param home the home folder, or null for the folder that holds the jar
 * @param modules the folder of the modules, or null for its place below home
 * @param conf the folder of the configuration, or null for its place below home
 * @param data the folder of the state, or null for its place below home
 * @param log the folder of the log, or null for its place below home
 * @param http the port of the web server, or null for none
 * @param attach the home or data folder of the running instance to attach to, or null
 * @param commands the shell commands to run, or null to stay up
 * @param patience how long the commands wait for the components of the modules
 */
record Options(
        Action action,
        @Nullable Path home,
        @Nullable Path modules,
        @Nullable Path conf,
        @Nullable Path data,
        @Nullable Path log,
        @Nullable Integer http,
        @Nullable Path attach,
        @Nullable String commands,
        Duration patience) {

    /** What to do. */
    enum Action {
        RUN,
        ATTACH,
        HELP,
        VERSION
    }
}
