package dev.vagus.registry.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.Outcome;
import dev.vagus.module.Registration;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.OperationSpec;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

/** The component in a real framework: identity, whiteboard, life cycle of real bundles. */
class RegistryInFrameworkTest {
    @TempDir
    Path cache;

    private Felix felix;
    private ApiRegistry registry;

    @BeforeEach
    void start() throws Exception {
        felix = new Felix(cache);
        registry = registryOf(felix.context().getBundle());
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    private static ApiRegistry registryOf(Bundle bundle) {
        var reference = bundle.getBundleContext().getServiceReference(ApiRegistry.class);
        return bundle.getBundleContext().getService(reference);
    }

    private static Dictionary<String, Object> properties(Object... pairs) {
        Hashtable<String, Object> properties = new Hashtable<>();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put((String) pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    @Test
    void findsAnnotatedComponentsUnderAnyServiceTypeAndGivesTheirResultsAsStructure() throws Exception {
        felix.lab("file:lab.jar", "example.lab");

        Object result = registry.invoke("LabRunner.Run", Map.of("StepName", "DeployVM"));

        assertThat(result)
                .isEqualTo(Map.of("step", "DeployVM", "version", "1.0.0", "phases", List.of("BEGUN", "ENDED")));
        assertThat(registry.operations())
                .extracting(OperationDescriptor::name)
                .containsExactly("Fail", "Phases", "Run");
        assertThat(registry.failedRegistrations()).isEmpty();
    }

    @Test
    void knowsTheCallerByItsBundle() throws Exception {
        Bundle lab = felix.plain("example.lab");
        registryOf(lab).register(OperationSpec.of("Who", "Calls"), call -> call.caller());

        assertThat(registryOf(felix.plain("example.caller")).invoke("Who.Calls", Map.of()))
                .isEqualTo("example.caller");
        assertThat(registry.invoke("Who.Calls", Map.of())).isEqualTo("framework");
    }

    @Test
    void endsWhatABundleRegisteredInCodeWhenItStops() throws Exception {
        Bundle lab = felix.plain("example.lab");
        Registration operation =
                registryOf(lab).register(OperationSpec.of("Lab", "Run").withParameter("N", "integer"), call -> "ran");
        Registration middleware = registryOf(lab)
                .addMiddleware("shout", 10, (call, next) -> next.proceed(call).map(value -> value + "!"));
        assertThat(registry.invoke("Lab.Run", Map.of("N", 1))).isEqualTo("ran!");
        assertThat(registry.chain("Lab.Run")).containsExactly("shout");

        lab.stop();

        assertThat(operation.isOpen()).isFalse();
        assertThat(middleware.isOpen()).isFalse();
        assertThatThrownBy(() -> registry.invoke("Lab.Run", Map.of("N", 1)))
                .isInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("example.lab")
                .hasMessageContaining("was stopped");
        lab.start();
        registryOf(lab).register(OperationSpec.of("Lab", "Run"), call -> "again");
        assertThat(registry.invoke("Lab.Run", Map.of())).isEqualTo("again");
    }

    @Test
    void refusesRegistrationsInCodeThatAreNotValid() throws Exception {
        ApiHandler handler = call -> null;
        registryOf(felix.plain("example.first")).register(OperationSpec.of("Taken", "Run"), handler);

        assertThatThrownBy(() -> registry.register(OperationSpec.of("Taken", "Walk"), handler))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to bundle example.first");
        assertThatThrownBy(() -> registry.register(OperationSpec.of("1st", "Walk"), handler))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.register(OperationSpec.of("Lab", "a.b"), handler))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> registry.register(OperationSpec.of("Lab", "Run").withParameter("N", "int"), handler))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'int' is not a type");
    }

    @Test
    void takesUpHandlerServicesOnceByTheirProperties() {
        ServiceRegistration<ApiHandler> service = felix.context()
                .registerService(
                        ApiHandler.class,
                        call -> call.parameters(),
                        properties(
                                "vagus.api.module",
                                "Lab",
                                ApiHandler.OPERATION_PROPERTY,
                                "Run",
                                "vagus.api.parameters",
                                new String[] {"Name:string", "Count:integer?", "Any"},
                                "vagus.api.interruptible",
                                "true",
                                "vagus.api.idempotent",
                                true));

        assertThat(registry.failedRegistrations()).isEmpty();
        assertThat(registry.operation("Lab.Run")).hasValueSatisfying(operation -> {
            assertThat(operation.idempotent()).isTrue();
            assertThat(operation.interruptible()).isTrue();
            assertThat(operation.parameters())
                    .extracting(parameter -> parameter.name() + parameter.required() + parameter.schema())
                    .containsExactly("Nametrue{type=string}", "Countfalse{type=integer}", "Anytrue{}");
        });
        assertThat(registry.invoke("Lab.Run", Map.of("Name", "x", "Any", 1))).isEqualTo(Map.of("Name", "x", "Any", 1));

        service.setProperties(properties("vagus.api.module", "Lab", ApiHandler.OPERATION_PROPERTY, "Walk"));
        assertThat(registry.operations())
                .extracting(OperationDescriptor::qualifiedName)
                .containsExactly("Lab.Walk");
        service.unregister();
        assertThat(registry.operations()).isEmpty();
    }

    @Test
    void keepsARefusedServiceWithTheReason() {
        ServiceRegistration<?> nameless = felix.context()
                .registerService(ApiHandler.class, call -> null, properties(ApiHandler.OPERATION_PROPERTY, "Run"));
        ServiceRegistration<?> empty =
                felix.context().registerService(Runnable.class, () -> {}, properties("vagus.api.module", "Empty"));
        ServiceRegistration<?> middleware = felix.context()
                .registerService(
                        ApiMiddleware.class,
                        (call, next) -> Outcome.of("x"),
                        properties("vagus.middleware.order", "first", "vagus.middleware.name", "bad"));

        assertThat(registry.failedRegistrations())
                .extracting(failure -> failure.kind() + ": " + failure.reason())
                .anySatisfy(text -> assertThat(text).contains("vagus.api.module"))
                .anySatisfy(text -> assertThat(text).contains("no public @ApiOperation method"))
                .anySatisfy(text -> assertThat(text).contains("vagus.middleware.order must be an integer"))
                .hasSize(3);
        nameless.unregister();
        empty.unregister();
        middleware.unregister();
        assertThat(registry.failedRegistrations()).isEmpty();
    }

    @Test
    void putsMiddlewareServicesAroundCallsByTheirProperties() {
        registry.register(OperationSpec.of("Lab", "Run"), call -> call.option("retry.max"));
        ServiceRegistration<?> service = felix.context()
                .registerService(
                        ApiMiddleware.class,
                        (call, next) -> next.proceed(call).map(value -> "retried " + value),
                        properties(
                                "vagus.middleware.name",
                                "retry",
                                "vagus.middleware.target",
                                "Lab.*",
                                "vagus.middleware.options",
                                new String[] {"retry.max"}));

        assertThat(registry.chain("Lab.Run")).containsExactly("retry");
        assertThat(registry.call("Lab.Run").retries(3).invoke()).isEqualTo("retried 3");
        service.unregister();
        assertThatThrownBy(() -> registry.call("Lab.Run").retries(3).invoke()).hasMessageContaining("retry.max");
    }

    @Test
    void everythingIsRefusedAfterTheRegistryHasStopped() {
        registry.register(OperationSpec.of("Lab", "Run"), call -> "ran");
        felix.stopRegistry();

        assertThat(felix.context().getServiceReference(ApiRegistry.class)).isNull();
        assertThatThrownBy(() -> registry.invoke("Lab.Run", Map.of())).isInstanceOf(ModuleUnavailableException.class);
        assertThatThrownBy(() -> registry.call("Lab.Run")).isInstanceOf(ModuleUnavailableException.class);
        assertThatThrownBy(() -> registry.client("Lab", Runnable.class)).isInstanceOf(ModuleUnavailableException.class);
        assertThatThrownBy(() -> registry.register(OperationSpec.of("Lab", "Walk"), call -> null))
                .isInstanceOf(ModuleUnavailableException.class);
        assertThatThrownBy(registry::failedRegistrations).isInstanceOf(ModuleUnavailableException.class);
        // An executor has terminated a moment before its last thread has.
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("vagus-registry")));
    }

    @Test
    void readsSchemasFromServiceProperties() {
        felix.context()
                .registerService(
                        ApiHandler.class,
                        call -> call.parameters().get("Count"),
                        properties(
                                "vagus.api.module",
                                "Lab",
                                ApiHandler.OPERATION_PROPERTY,
                                "Count",
                                ApiHandler.PARAMETERS_SCHEMA_PROPERTY,
                                "{\"type\": \"object\", \"properties\": {\"Count\": {\"type\": \"integer\", \"maximum\": 9}}}",
                                ApiHandler.RESULT_SCHEMA_PROPERTY,
                                "{\"type\": \"integer\"}"));

        OperationDescriptor count = registry.operation("Lab.Count").orElseThrow();
        assertThat(count.result()).isEqualTo(Map.of("type", "integer"));
        assertThat(registry.invoke("Lab.Count", Map.of("Count", 9))).isEqualTo(9);
        assertThatThrownBy(() -> registry.invoke("Lab.Count", Map.of("Count", 10)))
                .hasMessageContaining("Count expected at most 9");
    }

    @Test
    void refusesSchemasInServicePropertiesThatAreNone() {
        String[][] wrong = {
            {ApiHandler.PARAMETERS_SCHEMA_PROPERTY, "{", "vagus.api.parameters.schema is not valid: it is not JSON"},
            {ApiHandler.PARAMETERS_SCHEMA_PROPERTY, "{\"type\": \"array\"}", "at /type: must be"},
            {
                ApiHandler.PARAMETERS_SCHEMA_PROPERTY,
                "{\"type\": \"object\", \"properties\": {\"A\": {\"items\": {\"pattern\": \"(\"}}}}",
                "the schema of the parameter A is not valid: at /items/pattern: the pattern '(' is not valid"
            },
            {ApiHandler.RESULT_SCHEMA_PROPERTY, "5", "vagus.api.result.schema is not valid"},
            {
                ApiHandler.RESULT_SCHEMA_PROPERTY,
                "{\"minimum\": \"1\"}",
                "the schema of the result is not valid: at /minimum"
            }
        };
        for (int i = 0; i < wrong.length; i++) {
            felix.context()
                    .registerService(
                            ApiHandler.class,
                            call -> null,
                            properties(
                                    "vagus.api.module",
                                    "Lab",
                                    "vagus.api.operation",
                                    "Bad" + i,
                                    wrong[i][0],
                                    wrong[i][1]));
            String name = "Lab.Bad" + i;
            String reason = wrong[i][2];
            assertThat(registry.failedRegistrations())
                    .anySatisfy(failure -> assertThat(failure.name() + failure.reason())
                            .startsWith(name)
                            .contains(reason));
        }
        felix.context()
                .registerService(
                        ApiHandler.class,
                        call -> null,
                        properties(
                                "vagus.api.module",
                                "Lab",
                                "vagus.api.operation",
                                "Both",
                                ApiHandler.PARAMETERS_PROPERTY,
                                "A:string",
                                ApiHandler.PARAMETERS_SCHEMA_PROPERTY,
                                "{\"type\": \"object\"}"));

        assertThat(registry.failedRegistrations()).hasSize(wrong.length + 1).anySatisfy(failure -> assertThat(
                        failure.reason())
                .isEqualTo("give either vagus.api.parameters or vagus.api.parameters.schema"));
        assertThat(registry.operations()).isEmpty();
        assertThatThrownBy(() -> registry.register(
                        OperationSpec.of("Lab", "Code").withResult(Map.of("type", "text")), call -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the schema of the result is not valid: at /type: 'text'");
    }
}
