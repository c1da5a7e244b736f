package dev.vagus.delivery.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.startlevel.BundleStartLevel;

class DepartureTest {
    private final Bundle framework = bundle(Bundle.ACTIVE, () -> null);

    /** A bundle in this state. */
    private static Bundle bundle(int state, Supplier<BundleStartLevel> startLevel) {
        return (Bundle) Proxy.newProxyInstance(
                DepartureTest.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getState" -> state;
                    case "adapt" -> startLevel.get();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static Supplier<BundleStartLevel> persistentlyStarted(BooleanSupplier answer) {
        return () -> (BundleStartLevel) Proxy.newProxyInstance(
                DepartureTest.class.getClassLoader(),
                new Class<?>[] {BundleStartLevel.class},
                (proxy, method, arguments) -> answer.getAsBoolean());
    }

    private Departure of(int state, BooleanSupplier persistentlyStarted) {
        return Departure.of(bundle(state, persistentlyStarted(persistentlyStarted)), framework);
    }

    @Test
    void whatIsToBeStartedAgainIsBeingUpdated() {
        assertThat(of(Bundle.STOPPING, () -> true)).isEqualTo(Departure.UPDATING);
        assertThat(of(Bundle.RESOLVED, () -> true)).isEqualTo(Departure.UPDATING);
        assertThat(of(Bundle.ACTIVE, () -> true)).isEqualTo(Departure.SERVICE_ONLY);
    }

    @Test
    void whatWasStoppedOrUninstalledIsGone() {
        assertThat(of(Bundle.STOPPING, () -> false)).isEqualTo(Departure.GONE);
        assertThat(of(Bundle.UNINSTALLED, () -> true)).isEqualTo(Departure.GONE);
        assertThat(Departure.of(null, framework)).isEqualTo(Departure.GONE);
        assertThat(Departure.of(bundle(Bundle.STOPPING, () -> null), framework)).isEqualTo(Departure.GONE);
    }

    @Test
    void whatIsUninstalledWhileItIsLookedAtIsGone() {
        // Felix says so by the first, the specification by the second.
        assertThat(of(Bundle.RESOLVED, () -> {
                    throw new IllegalArgumentException("Bundle is uninstalled.");
                }))
                .isEqualTo(Departure.GONE);
        assertThat(of(Bundle.RESOLVED, () -> {
                    throw new IllegalStateException("uninstalled");
                }))
                .isEqualTo(Departure.GONE);
    }

    @Test
    void nobodyIsExpectedBackWhenTheFrameworkStops() {
        Bundle stopping = bundle(Bundle.STOPPING, () -> null);
        assertThat(Departure.of(bundle(Bundle.STOPPING, persistentlyStarted(() -> true)), stopping))
                .isEqualTo(Departure.GONE);
    }
}
