package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.ApiValidationException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;

/** Schemas that the registry leaves to a library, which may be missing, and may come later. */
public class SchemaLibraryIT extends FelixTest {
    private static final String SCHEMA = "{\"type\": \"object\", \"required\": [\"Order\"], \"properties\": {\"Order\":"
            + " {\"allOf\": [{\"properties\": {\"id\": {\"type\": \"integer\"}}}], \"unevaluatedProperties\": false}}}";

    @Test
    public void anOperationWithSuchASchemaWaitsForTheLibrary() throws Exception {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("vagus.api.module", "Shop");
        properties.put(ApiHandler.OPERATION_PROPERTY, "Order");
        properties.put(ApiHandler.PARAMETERS_SCHEMA_PROPERTY, SCHEMA);
        ApiHandler handler = invocation -> "ordered";
        ServiceRegistration<?> operation = context.registerService(ApiHandler.class, handler, properties);

        await().untilAsserted(() -> assertThat(service(ApiRegistry.class).failedRegistrations())
                .anySatisfy(failure -> {
                    assertThat(failure.name()).isEqualTo("Shop.Order");
                    assertThat(failure.reason())
                            .contains("the parameter Order")
                            .contains("install it")
                            .contains("com.networknt.json-schema-validator");
                }));

        installTheLibrary();
        refresh(bundle("dev.vagus.registry"));

        await().untilAsserted(() ->
                assertThat(service(ApiRegistry.class).operation("Shop.Order")).isPresent());
        ApiRegistry registry = service(ApiRegistry.class);
        assertThat(registry.invoke("Shop.Order", Map.of("Order", Map.of("id", 1))))
                .isEqualTo("ordered");
        assertThatThrownBy(() -> registry.invoke("Shop.Order", Map.of("Order", Map.of("id", 1, "colour", "red"))))
                .isInstanceOf(ApiValidationException.class)
                .hasMessageContaining("Order.colour does not fit 'unevaluatedProperties'");
        operation.unregister();
    }

    private void installTheLibrary() throws BundleException {
        List<Bundle> library = new ArrayList<>();
        for (String artifact : List.of("itu", "snakeyaml-engine", "jackson-dataformat-yaml", "json-schema-validator")) {
            library.add(context.installBundle(Felix.location(artifact)));
        }
        for (Bundle part : library) {
            part.start();
        }
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> refreshed.countDown());
        assertThat(refreshed.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
