package dev.vagus.registry.internal.client;

import dev.vagus.registry.ApiCall;
import dev.vagus.registry.internal.engine.CallOptions;
import dev.vagus.registry.internal.engine.Immutable;
import dev.vagus.registry.internal.engine.ModuleIdentity;
import dev.vagus.registry.internal.engine.RegistryEngine;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Collects what a caller says about one call, and makes it. */
public final class CallInTheMaking implements ApiCall {
    /** Null once the call is made. */
    private @Nullable RegistryEngine engine;

    private final ModuleIdentity caller;
    private final String operation;
    private Map<String, ?> arguments = Map.of();
    private Map<String, String> metadata = Map.of();
    private Map<String, Object> options = Map.of();
    private @Nullable Duration timeout;
    private @Nullable String correlationId;
    private @Nullable String token;

    /** A call of this operation in this caller's name. */
    public CallInTheMaking(RegistryEngine engine, ModuleIdentity caller, String operation) {
        this.engine = engine;
        this.caller = caller;
        this.operation = operation;
    }

    @Override
    public ApiCall with(String parameter, @Nullable Object value) {
        collected().put(parameter, value);
        return this;
    }

    @Override
    public ApiCall with(Map<String, ?> parameters) {
        if (arguments.isEmpty() && Immutable.is(parameters)) {
            arguments = parameters;
        } else {
            collected().putAll(parameters);
        }
        return this;
    }

    /** The arguments, to be added to. */
    private Map<String, @Nullable Object> collected() {
        if (arguments instanceof Collected own) {
            return own;
        }
        Collected own = new Collected(arguments);
        arguments = own;
        return own;
    }

    @Override
    public ApiCall timeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a timeout must be positive, but is " + limit);
        }
        timeout = limit;
        return this;
    }

    @Override
    public ApiCall retries(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("the number of retries must not be negative, but is " + count);
        }
        options = with(options, CallOptions.RETRIES, count);
        return this;
    }

    @Override
    public ApiCall fallback(String instead) {
        options = with(options, CallOptions.FALLBACK, instead);
        return this;
    }

    @Override
    public ApiCall option(String name, Object value) {
        options = with(options, name, value);
        if (name.equals(CallOptions.TOKEN)) {
            token = null;
        }
        return this;
    }

    @Override
    public ApiCall token(String shown) {
        token = Objects.requireNonNull(shown, CallOptions.TOKEN);
        if (options.containsKey(CallOptions.TOKEN)) {
            options = without(options, CallOptions.TOKEN);
        }
        return this;
    }

    @Override
    public ApiCall correlationId(String id) {
        correlationId = id;
        return this;
    }

    @Override
    public ApiCall metadata(String name, String value) {
        metadata = with(metadata, name, value);
        return this;
    }

    @Override
    public @Nullable Object invoke() {
        return made().invoke(caller, operation, arguments, said());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T invoke(Class<T> type) {
        TypedResult typed = typed(type);
        return (T) typed.apply(made().invoke(caller, operation, arguments, said()));
    }

    @Override
    public CompletionStage<@Nullable Object> async() {
        return made().async(caller, operation, arguments, said(), value -> value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> CompletionStage<T> async(Type type) {
        TypedResult typed = typed(type);
        return made().async(caller, operation, arguments, said(), value -> (T) typed.apply(value));
    }

    @Override
    public void send() {
        made().send(caller, operation, arguments, said());
    }

    /** Arguments that are added one by one: a class of its own, so that nobody else's map is taken for one. */
    private static final class Collected extends LinkedHashMap<String, @Nullable Object> {
        private static final long serialVersionUID = 1L;

        Collected(Map<String, ?> before) {
            super(before);
        }
    }

    private static <V> Map<String, V> with(Map<String, V> present, String name, V value) {
        Objects.requireNonNull(value, name);
        if (present.isEmpty()) {
            return Map.of(name, value);
        }
        Map<String, V> all = new HashMap<>(present);
        all.put(name, value);
        return Collections.unmodifiableMap(all);
    }

    private static <V> Map<String, V> without(Map<String, V> present, String name) {
        Map<String, V> others = new HashMap<>(present);
        others.remove(name);
        return Collections.unmodifiableMap(others);
    }

    private TypedResult typed(Type type) {
        return new TypedResult(
                operation, type.getTypeName(), unmade().structures().binder(type));
    }

    private RegistryEngine unmade() {
        RegistryEngine now = engine;
        if (now == null) {
            throw new IllegalStateException("the call of " + operation + " was made before; start another one");
        }
        return now;
    }

    /** Where it is made, which is once. */
    private RegistryEngine made() {
        RegistryEngine now = unmade();
        engine = null;
        return now;
    }

    private CallOptions said() {
        return new CallOptions(timeout, correlationId, metadata, options, token);
    }
}
