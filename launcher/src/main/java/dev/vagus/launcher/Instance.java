package dev.vagus.launcher;

import dev.vagus.launcher.attach.AttachServer;
import dev.vagus.launcher.command.CommandRunner;
import dev.vagus.launcher.command.ComponentReadiness;
import dev.vagus.launcher.modules.ModuleWatcher;
import dev.vagus.launcher.platform.Platform;
import dev.vagus.launcher.platform.StaleConfigurations;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** One run of the framework, from its start to its stop. {@link #stop} may be called by any thread, at any time. */
final class Instance {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Folders folders;
    private final Path jar;
    private final Reporter reporter;
    private final Framework framework;
    private @Nullable Platform platform;
    private volatile @Nullable ModuleWatcher watcher;
    private volatile @Nullable AttachServer attached;

    Instance(Folders folders, @Nullable Integer http, Path jar, Reporter reporter) throws LaunchException {
        this.folders = folders;
        this.jar = jar;
        this.reporter = reporter;
        Path logback = LogbackFile.prepare(folders);
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new LaunchException("no OSGi framework on the class path"))
                .newFramework(FrameworkSettings.of(folders, http, logback, reporter));
    }

    /** Starts everything and begins to watch the modules. */
    void start() throws LaunchException {
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            context.addBundleListener((SynchronousBundleListener) this::frameworkChanged);
            ForgottenUsages.dropFrom(framework, reporter);
            Platform bundles = new Platform(context, jar, folders.data());
            bundles.provision();
            StaleConfigurations.deleteAtStart(context, reporter);
            ExitCommands.register(framework, context);
            ModuleWatcher modules = new ModuleWatcher(
                    context, folders.modules(), folders.data(), FrameworkSettings.MODULE_LEVEL, reporter);
            modules.prepare();
            framework.start();
            List<String> failures = bundles.failures();
            if (!failures.isEmpty()) {
                throw new LaunchException(brokenCache("does not start: " + failures.get(0)));
            }
            connectLog(context);
            platform = bundles;
            watcher = modules;
            modules.start();
            attached = AttachServer.open(context, folders.data(), reporter);
        } catch (BundleException | IOException | RuntimeException e) {
            throw new LaunchException(brokenCache(Failures.cause(e)), e);
        }
    }

    /** Waits until the modules that were there at the start are in; then says how many of what run. */
    String awaitModules() throws InterruptedException {
        ModuleWatcher modules = watcher;
        if (modules == null) {
            throw new IllegalStateException("not started");
        }
        modules.awaitFirstRound();
        int all = framework.getBundleContext().getBundles().length;
        return all + " bundles, " + modules.running() + " modules";
    }

    /** Runs the commands as soon as the components of all modules are satisfied, or the wait is over. */
    boolean run(String commands, Duration wait, PrintStream out, PrintStream err) throws InterruptedException {
        BundleContext context = framework.getBundleContext();
        new ComponentReadiness(context).await(wait).forEach(reporter::warn);
        return new CommandRunner(context, out, err, false).run(commands);
    }

    /** Starts the web server, at the port that the framework's settings name. */
    void openHttp() throws LaunchException {
        if (platform == null) {
            throw new IllegalStateException("not started");
        }
        for (Bundle bundle : platform.bundlesFor("http")) {
            try {
                bundle.start(Bundle.START_TRANSIENT);
            } catch (BundleException e) {
                throw new LaunchException("cannot open the web server: " + Failures.cause(e), e);
            }
        }
    }

    /** Opens the shell on the terminal. Who leaves it stops the framework. */
    void openShell() throws LaunchException {
        if (platform == null) {
            throw new IllegalStateException("not started");
        }
        try {
            for (Bundle bundle : platform.bundlesFor("terminal")) {
                ShellProfile.write(folders.data(), bundle);
                bundle.start(Bundle.START_TRANSIENT);
            }
        } catch (BundleException | IOException e) {
            throw new LaunchException("cannot open the shell: " + Failures.cause(e), e);
        }
    }

    /** Waits for the end; true if the framework asks to be started again. */
    boolean awaitStop() throws InterruptedException {
        return framework.waitForStop(0).getType() == FrameworkEvent.STOPPED_UPDATE;
    }

    /** Stops everything in order; modules first. Returns when done, or after a limit with a warning. */
    void stop() throws InterruptedException {
        ModuleWatcher modules = watcher;
        if (modules != null) {
            modules.close();
        }
        try {
            framework.stop();
        } catch (BundleException e) {
            reporter.warn("the framework does not stop: " + Failures.cause(e));
        }
        FrameworkEvent event = framework.waitForStop(STOP_LIMIT.toMillis());
        if (event.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            reporter.warn("some bundle has not stopped within " + STOP_LIMIT.toSeconds() + " s; ending all the same");
        }
    }

    /** However the stop came about: from here on bundles go away, the log among them. */
    private void frameworkChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            ModuleWatcher modules = watcher;
            if (modules != null) {
                modules.end();
            }
            AttachServer server = attached;
            if (server != null) {
                server.close();
            }
            reporter.info("Vagus stops");
            reporter.disconnect();
        }
    }

    private void connectLog(BundleContext context) throws LaunchException {
        LogService log = LogService.find(context);
        if (log != null) {
            reporter.connect(log);
        }
    }

    private String brokenCache(String reason) {
        return "Vagus cannot start from the bundle cache " + folders.cache() + ": " + reason
                + "; if this stays, delete that folder (modules and configuration are kept) and start again";
    }
}
