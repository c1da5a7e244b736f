package dev.vagus.launcher.modules;

import dev.vagus.launcher.Failures;
import dev.vagus.launcher.Reporter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Brings the framework to what the folder holds: uninstalls, installs and updates in one go, rewires once, then starts.
 * A content is applied once; it is tried again only when the file changes, or, if it did not start, when other bundles
 * change. For one thread.
 */
final class Modules {
    private final ModuleBundles bundles;
    private final ModuleRecords records;
    private final ContentStore contents;
    private final MissingRequirements missing;
    private final ModuleStarter starter;
    private final Reporter reporter;
    /** The content that was last applied in this run, by symbolic name. */
    private final Map<String, String> applied = new HashMap<>();
    /** The content that was refused, by symbolic name. */
    private final Map<String, String> refused = new HashMap<>();

    Modules(
            ModuleBundles bundles,
            ModuleRecords records,
            ContentStore contents,
            MissingRequirements missing,
            Reporter reporter) {
        this.bundles = bundles;
        this.records = records;
        this.contents = contents;
        this.missing = missing;
        this.reporter = reporter;
        this.starter = new ModuleStarter(bundles, records, contents, new ModuleStart(missing), reporter);
    }

    /** Before the framework starts: nothing of the last run starts by itself, the folder may have changed since. */
    void hold() throws BundleException {
        for (Bundle bundle : bundles.all()) {
            if (!ModuleBundles.isFragment(bundle)) {
                bundle.stop();
            }
        }
    }

    /**
     * @param wanted the jars in the folder, one per symbolic name
     * @param othersChanged whether bundles have changed by other hands, which may help those that failed
     */
    void reconcile(Map<String, ModuleJar> wanted, boolean othersChanged) throws IOException, InterruptedException {
        Set<String> toStart = new LinkedHashSet<>();
        Map<String, ModuleJar> accepted = withoutForeignNames(wanted);
        boolean changed = uninstallAllBut(accepted.keySet());
        for (ModuleJar jar : accepted.values()) {
            if (isDue(jar) && apply(jar)) {
                toStart.add(jar.symbolicName());
            }
        }
        if (changed || !toStart.isEmpty() || othersChanged) {
            bundles.refresh();
            starter.start(toStart);
        }
    }

    /** Deletes the kept contents that neither a jar in the folder nor a module has any more. */
    void forgetAllBut(Collection<ModuleJar> jars) throws IOException {
        Set<String> used = new HashSet<>(records.digests());
        jars.forEach(jar -> used.add(jar.content().digest()));
        contents.retain(used);
    }

    int running() {
        return (int) bundles.all().stream()
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE || ModuleBundles.isFragment(bundle))
                .count();
    }

    private Map<String, ModuleJar> withoutForeignNames(Map<String, ModuleJar> wanted) {
        Set<String> foreign = bundles.foreignNames();
        Map<String, ModuleJar> accepted = new HashMap<>(wanted);
        accepted.keySet().removeAll(foreign);
        refused.keySet().retainAll(wanted.keySet());
        wanted.forEach((name, jar) -> {
            String digest = jar.content().digest();
            if (foreign.contains(name) && !digest.equals(refused.put(name, digest))) {
                reporter.error(
                        jar.fileName() + " is refused: " + name + " is the symbolic name of a bundle of Vagus itself");
            }
        });
        return accepted;
    }

    private boolean uninstallAllBut(Set<String> names) throws IOException {
        boolean changed = false;
        for (Bundle bundle : bundles.all()) {
            String name = ModuleBundles.nameOf(bundle);
            if (!names.contains(name)) {
                changed |= uninstall(bundle, name);
            }
        }
        applied.keySet().retainAll(names);
        for (String name : records.names()) {
            if (!names.contains(name)) {
                records.remove(name);
            }
        }
        return changed;
    }

    private boolean uninstall(Bundle bundle, String name) {
        starter.forget(name);
        try {
            bundle.uninstall();
            reporter.info("module " + name + " " + bundle.getVersion() + " uninstalled");
            return true;
        } catch (BundleException e) {
            reporter.error("module " + name + " cannot be uninstalled: " + Failures.cause(e));
            return false;
        }
    }

    private boolean isDue(ModuleJar jar) {
        boolean isNew = !jar.content().digest().equals(applied.get(jar.symbolicName()));
        return isNew || canRetryRejected(jar);
    }

    private boolean canRetryRejected(ModuleJar jar) {
        ModuleRecord module = records.get(jar.symbolicName());
        return module.isRejected(jar.content())
                && !module.needs().isEmpty()
                && missing.areMet(
                        module.needs().stream().map(Requirement::parse).toList());
    }

    /** True if the module is now to be started. */
    private boolean apply(ModuleJar jar) throws IOException {
        String name = jar.symbolicName();
        ModuleRecord module = records.get(name);
        Bundle present = bundles.find(name);
        applied.put(name, jar.content().digest());
        boolean again = module.isRejected(jar.content()) && !canRetryRejected(jar);
        if (again && module.working() != null && contents.holds(module.working().digest())) {
            reporter.warn("module " + name + " " + jar.content().version() + " (" + jar.fileName()
                    + ") failed before (" + module.reason() + ") and is not tried again; "
                    + module.working().version() + " runs");
            return present != null || put(jar, module.working(), null, module);
        }
        if (present != null && module.isInstalled(jar.content())) {
            records.put(name, module.withNothingRejected());
            return true;
        }
        return put(jar, jar.content(), present, module.withNothingRejected());
    }

    private boolean put(ModuleJar jar, ModuleContent content, @Nullable Bundle present, ModuleRecord module)
            throws IOException {
        String name = jar.symbolicName();
        starter.forget(name);
        records.put(name, module.withInstalled(null));
        try (InputStream stream = contents.open(content.digest())) {
            if (present == null) {
                bundles.install(name, stream);
                reporter.info("module " + name + " " + content.version() + " installed from " + jar.fileName());
            } else {
                ModuleBundles.update(present, stream);
                reporter.info("module " + name + " updated to " + content.version() + " from " + jar.fileName());
            }
            records.put(name, module.withInstalled(content));
            return true;
        } catch (BundleException e) {
            reporter.error("module " + name + " " + content.version() + " (" + jar.fileName()
                    + ") cannot be installed: " + Failures.cause(e));
            records.put(name, module);
            return present != null; // an update that was refused leaves the old content, which goes on
        }
    }
}
