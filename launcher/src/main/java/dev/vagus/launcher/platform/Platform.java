package dev.vagus.launcher.platform;

import dev.vagus.launcher.Failures;
import dev.vagus.launcher.LaunchException;
import dev.vagus.launcher.PropertiesFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Brings the framework's cache to what this jar ships, before the framework starts: installs what is new, updates what
 * has another content than at the last start, uninstalls what is no longer shipped.
 */
public final class Platform {
    private final BundleContext context;
    private final Path jar;
    private final PropertiesFile record;
    private List<PlatformBundle> shipped = List.of();

    /**
     * @param context the system bundle's
     * @param jar {@code vagus.jar}
     * @param data where the fingerprints of the last start are kept
     */
    public Platform(BundleContext context, Path jar, Path data) {
        this.context = context;
        this.jar = jar;
        this.record = new PropertiesFile(data.resolve("bundles.properties"), "content of Vagus's own bundles");
    }

    /** Call it between the framework's init and start. */
    public void provision() throws LaunchException {
        try (PlatformJar source = new PlatformJar(jar)) {
            shipped = source.bundles();
            Properties known = record.read();
            Properties now = new Properties();
            uninstallOthers();
            for (PlatformBundle bundle : shipped) {
                provision(source, bundle, known.getProperty(bundle.name()));
                now.setProperty(bundle.name(), bundle.fingerprint());
            }
            record.write(now);
        } catch (IOException e) {
            throw new LaunchException("cannot read the bundles in " + jar + ": " + Failures.message(e), e);
        }
    }

    /**
     * The bundles that are not started by themselves.
     *
     * @param occasion what they are for: {@code terminal}, of which they take hold, or {@code http}
     */
    public List<Bundle> bundlesFor(String occasion) {
        return shipped.stream()
                .filter(bundle -> bundle.occasion().equals(occasion))
                .map(bundle -> context.getBundle(bundle.location()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Call it when the framework has started: names the bundles that should run and do not, with the reason. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean wanted = bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
            if (isOwn(bundle) && wanted && bundle.getState() != Bundle.ACTIVE) {
                failures.add(bundle.getSymbolicName() + " (" + startAgain(bundle) + ")");
            }
        }
        return failures;
    }

    private static String startAgain(Bundle bundle) {
        try {
            bundle.start();
            return "it is not active";
        } catch (BundleException e) {
            return Failures.cause(e);
        }
    }

    private void provision(PlatformJar source, PlatformBundle wanted, @Nullable String known)
            throws IOException, LaunchException {
        Bundle present = context.getBundle(wanted.location());
        try {
            Bundle bundle = present;
            if (bundle == null) {
                try (InputStream content = source.open(wanted)) {
                    bundle = context.installBundle(wanted.location(), content);
                }
            } else if (!wanted.fingerprint().equals(known)) {
                try (InputStream content = source.open(wanted)) {
                    bundle.update(content);
                }
            }
            bundle.adapt(BundleStartLevel.class).setStartLevel(wanted.startLevel());
            mark(bundle, wanted);
        } catch (BundleException e) {
            throw new LaunchException("cannot install the bundle " + wanted.name() + ": " + Failures.cause(e), e);
        }
    }

    private void mark(Bundle bundle, PlatformBundle wanted) throws BundleException {
        boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
        if (!fragment && wanted.occasion().isEmpty()) {
            bundle.start();
        } else if (!fragment) {
            bundle.stop();
        }
    }

    private void uninstallOthers() throws LaunchException {
        Set<String> locations = shipped.stream().map(PlatformBundle::location).collect(Collectors.toSet());
        for (Bundle bundle : context.getBundles()) {
            if (isOwn(bundle) && !locations.contains(bundle.getLocation())) {
                try {
                    bundle.uninstall();
                } catch (BundleException e) {
                    throw new LaunchException("cannot uninstall " + bundle.getSymbolicName(), e);
                }
            }
        }
    }

    private static boolean isOwn(Bundle bundle) {
        return bundle.getLocation().startsWith(PlatformBundle.SCHEME);
    }
}
