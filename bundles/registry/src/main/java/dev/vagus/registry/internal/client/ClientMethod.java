package dev.vagus.registry.internal.client;

import dev.vagus.registry.ApiOperation;
import dev.vagus.registry.internal.engine.CallOptions;
import dev.vagus.registry.internal.engine.ModuleIdentity;
import dev.vagus.registry.internal.engine.RegistryEngine;
import dev.vagus.registry.internal.tracking.Signatures;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One method of a client interface: the operation that it calls, the names of its arguments, the type of its result. */
final class ClientMethod implements ClientCall {
    private final RegistryEngine engine;
    private final ModuleIdentity caller;
    private final String operation;
    private final String[] names;
    private final TypedResult result;
    private final boolean asynchronous;

    ClientMethod(RegistryEngine engine, ModuleIdentity caller, String module, Method method) {
        this.engine = engine;
        this.caller = caller;
        this.operation = module + "." + Signatures.operationName(method, method.getAnnotation(ApiOperation.class));
        this.names = namesOf(method);
        this.asynchronous = Signatures.isAsynchronous(method);
        this.result = method.getReturnType() == void.class
                ? new TypedResult(operation, "nothing", value -> null)
                : new TypedResult(
                        operation,
                        method.getGenericReturnType().getTypeName(),
                        engine.structures().binder(Signatures.resultType(method)));
    }

    private static String[] namesOf(Method method) {
        Parameter[] parameters = method.getParameters();
        String[] names = new String[parameters.length];
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.length; i++) {
            names[i] = Signatures.parameterName(parameters[i], method);
            if (!seen.add(names[i])) {
                throw new IllegalArgumentException("two parameters of " + method + " are named " + names[i]);
            }
        }
        return names;
    }

    @Override
    public @Nullable Object call(Object proxy, @Nullable Object[] arguments) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            Object value = arguments[i] instanceof Optional<?> optional ? optional.orElse(null) : arguments[i];
            if (value != null) {
                given.put(names[i], value);
            }
        }
        return asynchronous
                ? engine.async(caller, operation, given, CallOptions.NONE, result)
                : result.apply(engine.invoke(caller, operation, given, CallOptions.NONE));
    }
}
