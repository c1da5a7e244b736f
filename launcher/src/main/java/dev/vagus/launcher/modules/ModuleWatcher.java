package dev.vagus.launcher.modules;

import dev.vagus.launcher.Failures;
import dev.vagus.launcher.Reporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Polls the modules folder on a thread of its own and keeps the framework in step with it. {@link #prepare} comes before
 * the framework starts, {@link #start} after it; {@link #close} waits for what is under way.
 */
public final class ModuleWatcher implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration QUIET = Duration.ofMillis(180); // two polls, whatever their jitter
    private static final Duration HOLD = Duration.ofMillis(600);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_ROUND_LIMIT = Duration.ofSeconds(5);
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);

    private final BundleContext context;
    private final Reporter reporter;
    private final FolderScan scan;
    private final SteadyFiles files = new SteadyFiles(QUIET, HOLD);
    private final Intake intake;
    private final ModuleChoice choice;
    private final Modules modules;
    private final Thread thread = new Thread(this::run, "vagus-modules");
    private final CountDownLatch firstRound = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean othersChanged = new AtomicBoolean();
    private final SynchronousBundleListener listener = this::bundleChanged;
    // The following belong to the watcher's thread.
    private @Nullable Collection<ModuleJar> last;
    private String lastComplaint = "";

    /**
     * @param context the system bundle's
     * @param folder the watched folder
     * @param data where the watcher keeps its state
     * @param startLevel the start level of the modules
     * @param reporter hears what happens
     */
    public ModuleWatcher(BundleContext context, Path folder, Path data, int startLevel, Reporter reporter)
            throws IOException {
        this.context = context;
        this.reporter = reporter;
        scan = new FolderScan(folder);
        ContentStore contents = new ContentStore(data.resolve("modules"));
        ModuleRecords records = new ModuleRecords(data.resolve("modules.properties"));
        ModuleBundles bundles = new ModuleBundles(context, startLevel);
        modules = new Modules(bundles, records, contents, new MissingRequirements(context), reporter);
        intake = new Intake(contents, reporter, PATIENCE);
        choice = new ModuleChoice(reporter::warn);
    }

    /** Keeps the modules of the last run from starting unseen, and takes the first look at the folder. */
    public void prepare() throws IOException, BundleException {
        modules.hold();
        files.observe(scan.look(), System.nanoTime());
    }

    public void start() {
        context.addBundleListener(listener);
        thread.start();
    }

    /** Waits until the modules that were there at the start are in. */
    public void awaitFirstRound() throws InterruptedException {
        firstRound.await();
    }

    /** How many modules run. */
    public int running() {
        return modules.running();
    }

    private void run() {
        long begin = System.nanoTime();
        try {
            do {
                round();
                boolean late = System.nanoTime() - begin > FIRST_ROUND_LIMIT.toNanos();
                if (!files.settling() || late) {
                    firstRound.countDown();
                }
            } while (!closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end, and the thread ends with it
        } finally {
            firstRound.countDown();
        }
    }

    private void round() throws InterruptedException {
        try {
            Map<Path, FileStamp> steady = files.observe(scan.look(), System.nanoTime());
            Collection<ModuleJar> jars = intake.take(steady, System.nanoTime());
            boolean others = othersChanged.getAndSet(false);
            Set<ModuleJar> now = Set.copyOf(jars);
            if (others || !now.equals(last)) {
                modules.reconcile(choice.choose(jars), others);
                modules.forgetAllBut(jars);
                last = now;
            }
            lastComplaint = "";
        } catch (IOException | RuntimeException e) {
            complain("the modules folder is not in step: " + Failures.cause(e));
        }
    }

    private void complain(String line) {
        if (closed.getCount() > 0 && !line.equals(lastComplaint)) {
            lastComplaint = line;
            reporter.error(line);
        }
    }

    private void bundleChanged(BundleEvent event) {
        int content = BundleEvent.INSTALLED | BundleEvent.UPDATED | BundleEvent.UNINSTALLED;
        if ((event.getType() & content) != 0 && !Thread.currentThread().equals(thread)) {
            othersChanged.set(true);
        }
    }

    /** Begins nothing any more; returns at once. */
    public void end() {
        closed.countDown();
    }

    @Override
    public void close() throws InterruptedException {
        end();
        thread.join(JOIN_LIMIT.toMillis());
        if (thread.isAlive()) {
            reporter.warn("a module still hangs in its start or stop; the framework stops without waiting for it");
        }
    }
}
