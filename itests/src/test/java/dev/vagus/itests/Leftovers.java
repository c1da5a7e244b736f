package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.wiring.BundleWiring;

/** What modules leave behind: class loaders, threads, services and memory, compared with an earlier moment. */
final class Leftovers {
    private static final long ALLOWED_GROWTH = 2 * 1024 * 1024;

    private final BundleContext context;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    private Map<String, Long> threads = Map.of();
    private Map<String, Long> services = Map.of();
    private int bundles;
    private long heap;

    Leftovers(BundleContext context) {
        this.context = context;
    }

    /** Remembers the class loader of this bundle, weakly. */
    void watch(Bundle bundle) {
        loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
    }

    /** From now on, more of anything is a leftover. */
    void startCounting() throws InvalidSyntaxException {
        awaitCollection();
        threads = threads();
        services = services();
        bundles = context.getBundles().length;
        heap = heapAfterCollection();
    }

    /** Fails when something is left. */
    void assertNone() throws InvalidSyntaxException {
        awaitCollection();
        assertThat(services()).isEqualTo(services);
        assertThat(context.getBundles()).hasSize(bundles);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(threads())
                .allSatisfy((name, count) ->
                        assertThat(count).as("threads %s", name).isLessThanOrEqualTo(threads.getOrDefault(name, 0L))));
        await().untilAsserted(() -> assertThat(heapAfterCollection() - heap)
                .as("growth of the heap in bytes")
                .isLessThan(ALLOWED_GROWTH));
    }

    private void awaitCollection() {
        await().untilAsserted(() -> {
            System.gc();
            assertThat(loaders.stream().filter(loader -> loader.get() != null))
                    .as("class loaders of %s modules that are gone", loaders.size())
                    .hasSizeLessThanOrEqualTo(1);
        });
    }

    /**
     * Felix 7.0.5 keeps the usage counts of an uninstalled bundle, and with them its jar's directory, until the services
     * that it used are unregistered ({@code ServiceRegistry.ungetService} flushes them only then). That is some 10 KB for
     * each bundle that ever used a service, with or without Vagus, and hides what this test is about. The launcher drops
     * them itself, and its tests count without this.
     */
    private void forgetWhatFelixKeeps() {
        try {
            Object felix = context.getBundle(0);
            Object registry = field(felix, "m_registry");
            ((Map<?, ?>) field(registry, "m_inUseMap"))
                    .keySet()
                    .removeIf(bundle -> ((Bundle) bundle).getState() == Bundle.UNINSTALLED);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Felix has changed: look whether it still keeps them", e);
        }
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    private long heapAfterCollection() {
        forgetWhatFelixKeeps();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** How many threads there are of each name without its number; Awaitility's own come and go. */
    private static Map<String, Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("[0-9]+", "#"))
                .filter(name -> !name.startsWith("awaitility"))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    /** How many services there are of each bundle, and how many it uses. */
    private Map<String, Long> services() throws InvalidSyntaxException {
        Map<String, Long> counts = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            counts.put(bundle.getSymbolicName() + " registers", length(bundle.getRegisteredServices()));
            counts.put(bundle.getSymbolicName() + " uses", length(bundle.getServicesInUse()));
        }
        counts.put("all", length(context.getAllServiceReferences(null, null)));
        return counts;
    }

    private static long length(Object[] array) {
        return array == null ? 0 : array.length;
    }
}
