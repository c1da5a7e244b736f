package dev.vagus.launcher.modules;

import dev.vagus.launcher.Failures;
import dev.vagus.launcher.Reporter;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Starts modules. One that fails in place of a version that worked is rolled back to that; one that has no such version
 * stays installed and is tried again each time when bundles change, with one line when its reason is a new one. For one
 * thread.
 */
final class ModuleStarter {
    private final ModuleBundles bundles;
    private final ModuleRecords records;
    private final ContentStore contents;
    private final ModuleStart start;
    private final Reporter reporter;
    /** The reason that was last reported, by symbolic name of those that do not start. */
    private final Map<String, String> failing = new HashMap<>();

    ModuleStarter(
            ModuleBundles bundles, ModuleRecords records, ContentStore contents, ModuleStart start, Reporter reporter) {
        this.bundles = bundles;
        this.records = records;
        this.contents = contents;
        this.start = start;
        this.reporter = reporter;
    }

    /** Starts these, then once more all that failed, then what a refresh has stopped. */
    void start(Set<String> names) throws IOException, InterruptedException {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(failing.keySet());
        for (String name : all) {
            startOne(name);
        }
        for (String name : bundles.fallen()) {
            if (!all.contains(name)) {
                startOne(name);
            }
        }
    }

    /** The module has other content now, or none: what was said of it no longer holds. */
    void forget(String name) {
        failing.remove(name);
    }

    private void startOne(String name) throws IOException, InterruptedException {
        Bundle bundle = bundles.find(name);
        if (bundle == null) {
            failing.remove(name);
            return;
        }
        ModuleStart.Result result = start.start(bundle);
        if (result.started()) {
            works(name);
        } else if (!rolledBack(name, bundle, result)) {
            stays(name, bundle, result);
        }
    }

    private void works(String name) throws IOException {
        failing.remove(name);
        ModuleRecord module = records.get(name);
        ModuleContent installed = module.installed();
        if (installed == null) {
            return;
        }
        ModuleRecord working = module.withWorking(installed);
        records.put(name, working.isRejected(installed) ? working.withNothingRejected() : working);
        reporter.info("module " + name + " " + installed.version() + " runs");
    }

    private void stays(String name, Bundle bundle, ModuleStart.Result result) {
        if (!result.reason().equals(failing.put(name, result.reason()))) {
            reporter.error("module " + name + " " + bundle.getVersion() + " does not start: " + result.reason()
                    + "; it is tried again when another bundle changes");
        }
    }

    private boolean rolledBack(String name, Bundle bundle, ModuleStart.Result result)
            throws IOException, InterruptedException {
        ModuleRecord module = records.get(name);
        ModuleContent bad = module.installed();
        ModuleContent good = module.working();
        if (bad == null || good == null || good.digest().equals(bad.digest()) || !contents.holds(good.digest())) {
            return false;
        }
        ModuleRecord rejected = module.withRejected(
                bad,
                result.reason(),
                result.needs().stream().map(Requirement::toText).toList());
        records.put(name, rejected.withInstalled(null));
        String line = "module " + name + " " + bad.version() + " failed to start (" + result.reason() + ")";
        try (InputStream stream = contents.open(good.digest())) {
            ModuleBundles.update(bundle, stream);
        } catch (BundleException e) {
            reporter.error(line + "; " + good.version() + " cannot be put back: " + Failures.cause(e));
            return true;
        }
        records.put(name, rejected.withInstalled(good));
        bundles.refresh();
        ModuleStart.Result back = start.start(bundle);
        if (back.started()) {
            reporter.error(line + "; rolled back to " + good.version());
        } else {
            failing.put(name, back.reason());
            reporter.error(
                    line + "; rolled back to " + good.version() + ", which does not start either: " + back.reason());
        }
        return true;
    }
}
