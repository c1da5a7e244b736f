package dev.vagus.launcher.modules;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** The modules as bundles of the framework. A module's location is {@code module:<symbolic name>}, whatever its file. */
final class ModuleBundles {
    private static final String SCHEME = "module:";
    private static final Duration REFRESH_LIMIT = Duration.ofSeconds(30);

    private final BundleContext context;
    private final int startLevel;

    ModuleBundles(BundleContext context, int startLevel) {
        this.context = context;
        this.startLevel = startLevel;
    }

    @Nullable
    Bundle find(String symbolicName) {
        return context.getBundle(SCHEME + symbolicName);
    }

    List<Bundle> all() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(SCHEME))
                .toList();
    }

    /** The symbolic name that a module was installed for. */
    static String nameOf(Bundle module) {
        return module.getLocation().substring(SCHEME.length());
    }

    /** The symbolic names of the bundles that are no modules: Vagus's own, the framework, what the shell installed. */
    Set<String> foreignNames() {
        Set<String> names = new HashSet<>(Set.of(Constants.SYSTEM_BUNDLE_SYMBOLICNAME));
        for (Bundle bundle : context.getBundles()) {
            if (!bundle.getLocation().startsWith(SCHEME) && bundle.getSymbolicName() != null) {
                names.add(bundle.getSymbolicName());
            }
        }
        return names;
    }

    /**
     * Installs a module at its start level. A level that is set afterwards is dealt with by a thread of the framework, which
     * would start the module beside whoever starts it next, and report its failure a second time.
     */
    Bundle install(String symbolicName, InputStream content) throws BundleException {
        FrameworkStartLevel levels =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
        int usual = levels.getInitialBundleStartLevel();
        levels.setInitialBundleStartLevel(startLevel);
        try {
            return context.installBundle(SCHEME + symbolicName, content);
        } finally {
            levels.setInitialBundleStartLevel(usual);
        }
    }

    /**
     * Replaces the content and leaves the bundle stopped. The stop is transient, so that whoever sees the module's
     * services go can tell an update from a farewell.
     */
    static void update(Bundle bundle, InputStream content) throws BundleException {
        if (!isFragment(bundle)) {
            bundle.stop(Bundle.STOP_TRANSIENT);
        }
        bundle.update(content);
    }

    static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    /** The started modules that do not run: what a refresh stopped and could not start again. */
    List<String> fallen() {
        List<String> names = new ArrayList<>();
        for (Bundle bundle : all()) {
            boolean wanted = bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
            if (wanted && (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0) {
                names.add(nameOf(bundle));
            }
        }
        return names;
    }

    /** Rewires what still uses content that was replaced or removed, with whatever depends on it; waits for it. */
    void refresh() throws InterruptedException {
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        if (wiring.getRemovalPendingBundles().isEmpty()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        wiring.refreshBundles(null, event -> done.countDown());
        if (!done.await(REFRESH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the framework has not rewired the modules within "
                    + REFRESH_LIMIT.toSeconds() + " s; a module may hang in its start or stop");
        }
    }
}
