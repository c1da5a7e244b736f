package dev.vagus.registry.internal.component;

import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Registration;
import dev.vagus.registry.ApiCall;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.CallExplanation;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.OperationSpec;
import dev.vagus.registry.RegistrySnapshot;
import dev.vagus.registry.ShadowedOperation;
import dev.vagus.registry.internal.client.CallInTheMaking;
import dev.vagus.registry.internal.client.ModuleClient;
import dev.vagus.registry.internal.engine.CallOptions;
import dev.vagus.registry.internal.engine.MiddlewareEntry;
import dev.vagus.registry.internal.engine.MiddlewareSource;
import dev.vagus.registry.internal.engine.ModuleIdentity;
import dev.vagus.registry.internal.engine.Offer;
import dev.vagus.registry.internal.engine.OfferedOperation;
import dev.vagus.registry.internal.engine.Placement;
import dev.vagus.registry.internal.engine.RegistryEngine;
import dev.vagus.registry.internal.tracking.HandlerService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The registry as one bundle sees it: the engine, and who the bundle is. */
final class RegistryFacade implements ApiRegistry {
    private final RegistryEngine engine;
    private final CodeRegistrations registrations;
    private final Supplier<List<FailedRegistration>> middlewareFailures;
    private final ModuleIdentity self;

    RegistryFacade(
            RegistryEngine engine,
            CodeRegistrations registrations,
            Supplier<List<FailedRegistration>> middlewareFailures,
            ModuleIdentity self) {
        this.engine = engine;
        this.registrations = registrations;
        this.middlewareFailures = middlewareFailures;
        this.self = self;
    }

    @Override
    public @Nullable Object invoke(String operation, Map<String, ?> parameters) {
        return engine.invoke(self, operation, parameters, CallOptions.NONE);
    }

    @Override
    public ApiCall call(String operation) {
        engine.requireRunning();
        return new CallInTheMaking(engine, self, Objects.requireNonNull(operation, "operation"));
    }

    @Override
    public <T> T client(String module, Class<T> type) {
        engine.requireRunning();
        return ModuleClient.of(engine, self, module, type);
    }

    @Override
    public Registration register(OperationSpec spec, ApiHandler handler) {
        Objects.requireNonNull(handler, "handler");
        OperationDescriptor descriptor = HandlerService.describe(spec, self);
        Offer offer =
                new Offer(self, spec.module(), 0, -1, List.of(new OfferedOperation(descriptor, handler)), List.of());
        Placement placement = engine.offerInCode(offer);
        return registrations.add(self.bundleId(), () -> engine.close(placement), () -> engine.withdraw(placement));
    }

    @Override
    public Registration addMiddleware(String name, int order, ApiMiddleware middleware) {
        Objects.requireNonNull(middleware, "middleware");
        engine.requireRunning();
        MiddlewareEntry entry = new MiddlewareEntry(
                name,
                order,
                0,
                Long.MAX_VALUE,
                engine.nextSequence(),
                List.of(),
                Set.of(),
                new MiddlewareSource.Shared(middleware));
        engine.add(entry);
        Runnable remove = () -> engine.remove(entry);
        return registrations.add(self.bundleId(), remove, remove);
    }

    @Override
    public List<String> unregister(String qualifiedName) {
        return engine.unregister(Objects.requireNonNull(qualifiedName, "qualifiedName"));
    }

    @Override
    public int removeMiddleware(String name) {
        return engine.removeMiddleware(Objects.requireNonNull(name, "name"));
    }

    @Override
    public List<OperationDescriptor> operations() {
        return engine.operations();
    }

    @Override
    public Optional<OperationDescriptor> operation(String qualifiedName) {
        return Optional.ofNullable(engine.operation(qualifiedName));
    }

    @Override
    public List<String> chain(String qualifiedName) {
        return engine.chain(qualifiedName);
    }

    @Override
    public CallExplanation explain(String qualifiedName) {
        return engine.explain(self, Objects.requireNonNull(qualifiedName, "qualifiedName"));
    }

    @Override
    public List<FailedRegistration> failedRegistrations() {
        List<FailedRegistration> all = new ArrayList<>(engine.failures());
        all.addAll(middlewareFailures.get());
        return all;
    }

    @Override
    public List<ShadowedOperation> shadowed(String qualifiedName) {
        return engine.shadowed(qualifiedName);
    }

    @Override
    public RegistrySnapshot snapshot() {
        return engine.snapshot();
    }
}
