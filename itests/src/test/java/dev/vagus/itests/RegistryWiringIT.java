package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.OperationSpec;
import java.util.Map;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Operations and middleware of modules: as plain services with properties and in code. */
public class RegistryWiringIT extends FelixTest {
    private ApiRegistry registry;
    private Bundle provider;
    private Bundle caller;

    @Before
    public void startTheModules() throws Exception {
        registry = service(ApiRegistry.class);
        provider = ModuleJar.of("Provider")
                .with(ServesByProperties.class, ServesInCode.class, Wraps.class)
                .start(context);
        caller = ModuleJar.of("Caller").with(CallsWhoAmI.class).start(context);
    }

    @After
    public void uninstallTheModules() throws Exception {
        provider.uninstall();
        caller.uninstall();
    }

    @Test
    public void aPlainServiceWithPropertiesIsAnOperation() throws Exception {
        runAs(provider, ServesByProperties.class);

        awaitOperation("Provider.WhoAmI");
        OperationDescriptor operation = registry.operation("Provider.WhoAmI").orElseThrow();
        assertThat(operation.description()).isEqualTo("Tell the caller its name");
        assertThat(operation.parameters())
                .extracting(parameter -> parameter.name() + ":" + parameter.required())
                .containsExactly("Greeting:false");
        assertThat(registry.invoke("Provider.WhoAmI", Map.of("Greeting", "Hello")))
                .asString()
                .startsWith("Hello ");
    }

    @Test
    public void theCallerIsTheModuleWhoseBundleCalls() throws Exception {
        runAs(provider, ServesByProperties.class);
        awaitOperation("Provider.WhoAmI");

        assertThat(runAs(caller, CallsWhoAmI.class)).isEqualTo("Good day Caller");
    }

    @Test
    public void anOperationRegisteredInCodeGoesWithTheBundleThatRegisteredIt() throws Exception {
        runAs(provider, ServesInCode.class);
        assertThat(registry.invoke("Provider.Echo", Map.of("Text", "a"))).isEqualTo("a");

        provider.stop();

        assertThat(registry.operation("Provider.Echo")).isEmpty();
        assertThatThrownBy(() -> registry.invoke("Provider.Echo", Map.of("Text", "a")))
                .isInstanceOf(VagusException.class)
                .hasMessageContaining("Provider")
                .extracting(error -> ((VagusException) error).category())
                .isEqualTo(ErrorCategory.UNAVAILABLE);
    }

    @Test
    public void middlewareOfAModuleGoesAroundEveryCallUntilTheModuleStops() throws Exception {
        runAs(provider, ServesByProperties.class);
        runAs(caller, CallsWhoAmI.class);
        Bundle wrapper = ModuleJar.of("Wrapper").with(Wraps.class).start(context);
        runAs(wrapper, Wraps.class);

        await().untilAsserted(() -> assertThat(registry.invoke("Provider.WhoAmI", Map.of("Greeting", "Hi")))
                .asString()
                .startsWith("[Hi ")
                .endsWith("]"));
        assertThat(registry.chain("Provider.WhoAmI")).contains("brackets");

        wrapper.uninstall();

        assertThat(registry.chain("Provider.WhoAmI")).doesNotContain("brackets");
        assertThat(registry.invoke("Provider.WhoAmI", Map.of("Greeting", "Hi")))
                .asString()
                .startsWith("Hi ");
    }

    @Test
    public void anOperationWithoutItsPropertiesIsKeptAsFailedWithTheReason() throws Exception {
        Bundle wrong = ModuleJar.of("Wrong").with(ServesWithBadParameters.class).start(context);
        runAs(wrong, ServesWithBadParameters.class);

        await().untilAsserted(() -> assertThat(registry.failedRegistrations())
                .filteredOn(failed -> failed.module().equals("Wrong"))
                .hasSize(1));
        FailedRegistration failed = registry.failedRegistrations().stream()
                .filter(f -> f.module().equals("Wrong"))
                .findFirst()
                .orElseThrow();
        assertThat(failed.reason()).contains("Count:colour");
        assertThat(failed.bundleId()).isEqualTo(wrong.getBundleId());

        wrong.uninstall();

        assertThat(registry.failedRegistrations())
                .extracting(FailedRegistration::module)
                .doesNotContain("Wrong");
    }

    private void awaitOperation(String name) {
        await().untilAsserted(() -> assertThat(registry.operations())
                .extracting(OperationDescriptor::qualifiedName)
                .contains(name));
    }

    /** Run by the module Provider. */
    public static final class ServesByProperties implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ApiHandler whoAmI = call -> call.parameters().getOrDefault("Greeting", "") + " " + call.caller();
            return module.registerService(
                    ApiHandler.class,
                    whoAmI,
                    InModule.properties(Map.of(
                            "vagus.api.module", "Provider",
                            "vagus.api.operation", "WhoAmI",
                            "vagus.api.description", "Tell the caller its name",
                            "vagus.api.parameters", new String[] {"Greeting:string?"})));
        }
    }

    /** Run by the module Provider. */
    public static final class ServesInCode implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ApiRegistry registry = InModule.service(module, ApiRegistry.class);
            return registry.register(
                    OperationSpec.of("Provider", "Echo").withParameter("Text", "string"),
                    call -> call.parameters().get("Text"));
        }
    }

    /** Run by the module Wrong. */
    public static final class ServesWithBadParameters implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ApiHandler handler = call -> null;
            return module.registerService(
                    ApiHandler.class,
                    handler,
                    InModule.properties(Map.of(
                            "vagus.api.module", "Wrong",
                            "vagus.api.operation", "Paint",
                            "vagus.api.parameters", new String[] {"Count:colour"})));
        }
    }

    /** Run by the module Wrapper. */
    public static final class Wraps implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ApiMiddleware brackets = (call, next) -> next.proceed(call).map(value -> "[" + value + "]");
            return module.registerService(
                    ApiMiddleware.class,
                    brackets,
                    InModule.properties(Map.of("vagus.middleware.name", "brackets", "vagus.middleware.order", 5)));
        }
    }

    /** Run by the module Caller. */
    public static final class CallsWhoAmI implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ApiRegistry registry = InModule.service(module, ApiRegistry.class);
            return registry.invoke("Provider.WhoAmI", Map.of("Greeting", "Good day"));
        }
    }
}
