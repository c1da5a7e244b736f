package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.ParameterDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An engine with short deadlines, and the words to offer operations to it. */
public final class EngineFixture implements AutoCloseable {
    public static final ModuleIdentity LAB = new ModuleIdentity("LabRunner", 7, "example.lab", "1.0.0", "file:lab.jar");
    public static final ModuleIdentity CALLER =
            new ModuleIdentity("Tester", 9, "example.tester", "1.0.0", "file:t.jar");

    public final AtomicLong clock = new AtomicLong(1_000);
    public final RegistryEngine engine;
    public volatile ModuleState state = ModuleState.STOPPED;
    private long nextServiceId = 1;

    public EngineFixture() {
        this(new Settings(30_000, 8, 200, 4, 4, false));
    }

    public EngineFixture(Settings settings) {
        engine = new RegistryEngine(settings, new Structures(), identity -> state, clock::get);
    }

    public static OperationDescriptor operation(String module, String name, ParameterDescriptor... parameters) {
        return described(module, name, false, false, parameters);
    }

    public static OperationDescriptor asynchronous(String module, String name, ParameterDescriptor... parameters) {
        return described(module, name, true, false, parameters);
    }

    public static OperationDescriptor interruptible(String module, String name) {
        return described(module, name, false, true);
    }

    private static OperationDescriptor described(
            String module,
            String name,
            boolean asynchronous,
            boolean interruptible,
            ParameterDescriptor... parameters) {
        return new OperationDescriptor(
                module,
                name,
                "1.0.0",
                "",
                List.of(parameters),
                Map.of(),
                List.of(),
                false,
                false,
                false,
                asynchronous,
                interruptible,
                7);
    }

    public static ParameterDescriptor required(String name, String type) {
        return new ParameterDescriptor(name, "", true, Map.of("type", type));
    }

    public static ParameterDescriptor optional(String name, String type) {
        return new ParameterDescriptor(name, "", false, Map.of("type", type));
    }

    public Placement offer(OperationDescriptor descriptor, ApiHandler handler) {
        return offer(LAB, 0, descriptor, handler);
    }

    public Placement offer(ModuleIdentity owner, int ranking, OperationDescriptor descriptor, ApiHandler handler) {
        return engine.offer(new Offer(
                owner,
                descriptor.module(),
                ranking,
                nextServiceId++,
                List.of(new OfferedOperation(descriptor, handler)),
                List.of()));
    }

    public MiddlewareEntry around(String name, int order, ApiMiddleware middleware, String... targets) {
        MiddlewareEntry entry = new MiddlewareEntry(
                name,
                order,
                0,
                nextServiceId++,
                0,
                MiddlewareEntry.targets(List.of(targets)),
                Set.of(),
                new MiddlewareSource.Shared(middleware));
        engine.add(entry);
        return entry;
    }

    public @Nullable Object invoke(String operation, Map<String, ?> arguments) {
        return engine.invoke(CALLER, operation, arguments, CallOptions.NONE);
    }

    @Override
    public void close() {
        engine.stop();
    }
}
