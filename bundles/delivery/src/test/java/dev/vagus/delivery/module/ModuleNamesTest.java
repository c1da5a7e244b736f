package dev.vagus.delivery.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

class ModuleNamesTest {
    private static final Supplier<Bundle[]> INVALID = () -> {
        throw new IllegalStateException("Invalid BundleContext.");
    };

    @Test
    void aModuleHasTheNameOfItsHeader() {
        assertThat(ModuleNames.of(bundle(7, "com.example.lab", "Lab", context(() -> new Bundle[0]))))
                .isEqualTo("Lab");
    }

    @Test
    void aHeaderThatAnEarlierBundleHasDoesNotCount() {
        Bundle first = bundle(5, "com.example.first", "Lab", null);
        Bundle second = bundle(7, "com.example.second", "Lab", context(() -> new Bundle[] {first}));
        assertThat(ModuleNames.of(second)).isEqualTo("com.example.second");
    }

    @Test
    void aBundleThatStopsWhileItIsNamedHasAName() {
        assertThat(ModuleNames.of(bundle(7, "com.example.lab", "Lab", context(INVALID))))
                .isEqualTo("Lab");
        assertThat(ModuleNames.of(bundle(7, "com.example.lab", "Lab", null))).isEqualTo("Lab");
    }

    @Test
    void aBundleWithoutAnyNameIsNamedByItsNumber() {
        assertThat(ModuleNames.of(bundle(7, null, null, null))).isEqualTo("bundle-7");
        assertThat(ModuleNames.of(bundle(0, "org.apache.felix.framework", null, null)))
                .isEqualTo("framework");
    }

    private static Bundle bundle(
            long id, @Nullable String symbolicName, @Nullable String header, @Nullable BundleContext context) {
        Hashtable<String, String> headers =
                new Hashtable<>(header == null ? Map.of() : Map.of(ModuleNames.HEADER, header));
        return (Bundle) Proxy.newProxyInstance(
                Bundle.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getBundleId" -> id;
                    case "getSymbolicName" -> symbolicName;
                    case "getHeaders" -> headers;
                    case "getBundleContext" -> context;
                    default -> throw new AssertionError(method);
                });
    }

    private static BundleContext context(Supplier<Bundle[]> bundles) {
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (self, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getBundles");
                    return bundles.get();
                });
    }
}
