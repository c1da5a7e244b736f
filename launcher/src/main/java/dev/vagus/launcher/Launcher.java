package dev.vagus.launcher;

import java.io.PrintStream;
import java.nio.file.Path;

/** Runs one instance after the other: the next one only if the framework has asked to be started again. */
final class Launcher {
    private final Options options;
    private final Folders folders;
    private final InstanceLock lock;
    private final Path jar;
    private final String version;
    private final PrintStream out;
    private final PrintStream err;

    Launcher(
            Options options,
            Folders folders,
            InstanceLock lock,
            Path jar,
            String version,
            PrintStream out,
            PrintStream err) {
        this.options = options;
        this.folders = folders;
        this.lock = lock;
        this.jar = jar;
        this.version = version;
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code when the framework has stopped. */
    int run() throws LaunchException, InterruptedException {
        Reporter reporter = new Reporter(err);
        boolean again;
        do {
            Instance instance = new Instance(folders, options.http(), jar, reporter);
            StopOnExit hook = StopOnExit.install(instance, lock);
            try {
                instance.start();
                if (options.http() != null) {
                    instance.openHttp();
                    reporter.info("the web server listens on port " + options.http() + ", metrics are at /metrics");
                }
                if (options.commands() != null) {
                    return runCommands(instance, options.commands());
                }
                String counts = instance.awaitModules();
                String up = "Vagus " + version + " is up: " + counts + " (" + folders.modules() + " is watched)";
                reporter.info(up);
                out.println(up);
                if (Terminal.isInteractive()) {
                    instance.openShell();
                }
                again = instance.awaitStop();
            } finally {
                instance.stop();
                hook.remove();
            }
        } while (again);
        return ExitCode.OK;
    }

    private int runCommands(Instance instance, String commands) throws InterruptedException {
        instance.awaitModules();
        return instance.run(commands, options.patience(), out, err) ? ExitCode.OK : ExitCode.FAILURE;
    }
}
