package dev.vagus.shell.internal.commands;

import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Registration;
import dev.vagus.registry.ApiCall;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.CallExplanation;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.OperationSpec;
import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.registry.RegistrySnapshot;
import dev.vagus.registry.ShadowedOperation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A registry in memory: it shows what a test puts in, and answers calls as the test says. */
final class FakeRegistry implements ApiRegistry {
    final List<OperationDescriptor> operations = new ArrayList<>();
    final Map<String, List<String>> chains = new LinkedHashMap<>();
    final List<FailedRegistration> failures = new ArrayList<>();
    /** Hears of which operation the chain was asked for. */
    Consumer<String> composed = name -> {};

    /** What a call answers or throws. */
    Function<Call, @Nullable Object> answer = call -> null;

    @Nullable
    Call lastCall;

    final Map<String, CallExplanation> explanations = new HashMap<>();

    /** One call and all that was said about it. */
    static final class Call {
        final String operation;
        final Map<String, Object> parameters = new LinkedHashMap<>();
        final Map<String, Object> options = new LinkedHashMap<>();

        @Nullable
        Duration timeout;

        @Nullable
        String correlation;

        @Nullable
        String token;

        Call(String operation) {
            this.operation = operation;
        }
    }

    static OperationDescriptor operation(String module, String name, ParameterDescriptor... parameters) {
        return new OperationDescriptor(
                module,
                name,
                "1.0.0",
                "Execute a step",
                List.of(parameters),
                Map.of("type", "object"),
                List.of("lab:run"),
                false,
                true,
                false,
                false,
                false,
                12);
    }

    static ParameterDescriptor parameter(String name, boolean required, String type) {
        return new ParameterDescriptor(name, "what " + name + " is", required, Map.of("type", type));
    }

    @Override
    public @Nullable Object invoke(String operation, Map<String, ?> parameters) {
        return call(operation).with(parameters).invoke();
    }

    @Override
    public ApiCall call(String operation) {
        return new FakeCall(new Call(operation));
    }

    @Override
    public <T> T client(String module, Class<T> type) {
        throw new AssertionError("the shell needs no typed client");
    }

    @Override
    public Registration register(OperationSpec spec, ApiHandler handler) {
        throw new AssertionError("the shell registers no operation");
    }

    @Override
    public List<String> unregister(String qualifiedName) {
        operations.removeIf(operation -> operation.qualifiedName().equals(qualifiedName));
        return List.of(qualifiedName);
    }

    @Override
    public int removeMiddleware(String name) {
        int removed = name.equals("validation") ? 0 : 1;
        for (String operation : List.copyOf(chains.keySet())) {
            chains.compute(operation, (key, chain) -> Objects.requireNonNull(chain).stream()
                    .filter(each -> removed == 0 || !each.equals(name))
                    .toList());
        }
        return removed;
    }

    @Override
    public Registration addMiddleware(String name, int order, ApiMiddleware middleware) {
        throw new AssertionError("the shell adds no middleware");
    }

    @Override
    public List<OperationDescriptor> operations() {
        return operations;
    }

    @Override
    public Optional<OperationDescriptor> operation(String qualifiedName) {
        return operations.stream()
                .filter(o -> o.qualifiedName().equals(qualifiedName))
                .findFirst();
    }

    @Override
    public List<String> chain(String qualifiedName) {
        composed.accept(qualifiedName);
        return chains.getOrDefault(qualifiedName, List.of());
    }

    @Override
    public CallExplanation explain(String qualifiedName) {
        CallExplanation told = explanations.get(qualifiedName);
        return told != null
                ? told
                : new CallExplanation(
                        qualifiedName,
                        "vagus-shell",
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        "no operation " + qualifiedName);
    }

    @Override
    public List<FailedRegistration> failedRegistrations() {
        return failures;
    }

    @Override
    public List<ShadowedOperation> shadowed(String qualifiedName) {
        return List.of();
    }

    @Override
    public RegistrySnapshot snapshot() {
        return new RegistrySnapshot(operations.size(), 0, 0, 0);
    }

    private final class FakeCall implements ApiCall {
        private final Call call;

        FakeCall(Call call) {
            this.call = call;
        }

        @Override
        public ApiCall with(String parameter, @Nullable Object value) {
            call.parameters.put(parameter, value);
            return this;
        }

        @Override
        public ApiCall with(Map<String, ?> parameters) {
            call.parameters.putAll(parameters);
            return this;
        }

        @Override
        public ApiCall timeout(Duration timeout) {
            call.timeout = timeout;
            return this;
        }

        @Override
        public ApiCall retries(int count) {
            call.options.put("retries", count);
            return this;
        }

        @Override
        public ApiCall fallback(String operation) {
            throw new AssertionError("the shell asks for no fallback");
        }

        @Override
        public ApiCall option(String name, Object value) {
            call.options.put(name, value);
            return this;
        }

        @Override
        public ApiCall token(String token) {
            call.token = token;
            return this;
        }

        @Override
        public ApiCall correlationId(String id) {
            call.correlation = id;
            return this;
        }

        @Override
        public ApiCall metadata(String name, String value) {
            throw new AssertionError("the shell sends no metadata");
        }

        @Override
        public @Nullable Object invoke() {
            lastCall = call;
            return answer.apply(call);
        }

        @Override
        public <T> T invoke(Class<T> type) {
            return type.cast(invoke());
        }

        @Override
        public CompletionStage<@Nullable Object> async() {
            CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
            try {
                result.complete(invoke());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
            return result;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> CompletionStage<T> async(Type type) {
            return (CompletionStage<T>) async();
        }

        @Override
        public void send() {
            call.options.put("sent", true);
            lastCall = call;
        }
    }
}
