package dev.vagus.registry.internal.tracking;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.FailedRegistration;
import dev.vagus.registry.ApiOperation;
import dev.vagus.registry.ApiParameter;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.registry.internal.engine.ModuleIdentity;
import dev.vagus.registry.internal.engine.OfferedOperation;
import dev.vagus.registry.internal.schema.Constraints;
import dev.vagus.registry.internal.schema.SchemaException;
import dev.vagus.registry.internal.schema.SchemaText;
import dev.vagus.registry.internal.schema.Spelling;
import dev.vagus.registry.internal.schema.TypeSchemas;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the operations of a component from the {@link ApiOperation} methods of its class. An operation that is not right
 * is refused by itself; the others stay.
 */
final class AnnotatedModule {
    private final Object component;
    private final String module;
    private final ModuleIdentity owner;
    private final long serviceId;
    private final Structures structures;
    private final List<OfferedOperation> operations = new ArrayList<>();
    private final List<FailedRegistration> failures = new ArrayList<>();

    AnnotatedModule(Object component, String module, ModuleIdentity owner, long serviceId, Structures structures) {
        this.component = component;
        this.module = module;
        this.owner = owner;
        this.serviceId = serviceId;
        this.structures = structures;
        try {
            Names.module(module);
            read();
        } catch (Refusal | LinkageError | TypeNotPresentException e) {
            fail("", String.valueOf(e instanceof Refusal ? e.getMessage() : e));
        }
    }

    List<OfferedOperation> operations() {
        return operations;
    }

    List<FailedRegistration> failures() {
        return failures;
    }

    private void read() {
        Map<String, List<Method>> byName = new LinkedHashMap<>();
        for (Method method : annotatedMethods()) {
            ApiOperation annotation = method.getAnnotation(ApiOperation.class);
            byName.computeIfAbsent(Signatures.operationName(method, annotation), name -> new ArrayList<>())
                    .add(method);
        }
        if (byName.isEmpty() && failures.isEmpty()) {
            throw new Refusal("the class " + component.getClass().getName() + " has no public @ApiOperation method");
        }
        byName.forEach(this::readOperation);
    }

    private List<Method> annotatedMethods() {
        List<Method> found = new ArrayList<>();
        for (Method method : component.getClass().getMethods()) {
            if (!method.isBridge() && method.isAnnotationPresent(ApiOperation.class)) {
                found.add(method);
            }
        }
        // Reflection gives them in no order; people want to see the same one each time.
        found.sort(Comparator.comparing(Method::getName).thenComparing(Method::toString));
        for (Class<?> type = component.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (!Modifier.isPublic(method.getModifiers()) && method.isAnnotationPresent(ApiOperation.class)) {
                    String name = Signatures.operationName(method, method.getAnnotation(ApiOperation.class));
                    fail(name, "the method " + method.getName() + " is not public");
                }
            }
        }
        return found;
    }

    private void readOperation(String name, List<Method> methods) {
        if (methods.size() > 1) {
            fail(name, methods.size() + " methods have this name: give each its own by @ApiOperation(name = ...)");
            return;
        }
        try {
            Names.operation(name);
            Method method = methods.get(0);
            OperationDescriptor descriptor = describe(name, method);
            MethodHandler handler = new MethodHandler(component, method, structures);
            operations.add(new OfferedOperation(
                    descriptor, handler, Spelling.EITHER, !resultSchema(method).isEmpty()));
        } catch (IllegalArgumentException e) {
            fail(name, String.valueOf(e.getMessage()));
        } catch (LinkageError | TypeNotPresentException e) {
            fail(name, e.toString());
        }
    }

    private OperationDescriptor describe(String name, Method method) {
        ApiOperation annotation = method.getAnnotation(ApiOperation.class);
        List<ParameterDescriptor> parameters = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getType() != Invocation.class) {
                ParameterDescriptor described = describe(parameter, method);
                if (parameters.stream().anyMatch(other -> other.name().equals(described.name()))) {
                    throw new Refusal("two parameters are named " + described.name());
                }
                parameters.add(described);
            }
        }
        return new OperationDescriptor(
                module,
                name,
                owner.version(),
                annotation == null ? "" : annotation.description(),
                parameters,
                describeResult(method),
                annotation == null ? List.of() : List.of(annotation.scopes()),
                annotation != null && annotation.requiresAuth(),
                annotation != null && annotation.idempotent(),
                method.isAnnotationPresent(Deprecated.class) || (annotation != null && annotation.deprecated()),
                Signatures.isAsynchronous(method),
                annotation != null && annotation.interruptible(),
                owner.bundleId());
    }

    private static ParameterDescriptor describe(Parameter parameter, Method method) {
        ApiParameter annotation = parameter.getAnnotation(ApiParameter.class);
        String name = Names.parameter(Signatures.parameterName(parameter, method));
        Map<String, Object> schema;
        try {
            schema = TypeSchemas.of(parameter.getParameterizedType());
            schema = annotation == null ? schema : Constraints.apply(annotation, schema);
        } catch (SchemaException e) {
            throw new Refusal("the parameter " + name + " is not valid: " + e.getMessage());
        }
        return new ParameterDescriptor(
                name,
                annotation == null ? "" : annotation.description(),
                (annotation == null || annotation.required()) && !Signatures.isOptional(parameter),
                schema);
    }

    private static Map<String, Object> describeResult(Method method) {
        String given = resultSchema(method);
        try {
            return given.isEmpty() ? TypeSchemas.of(Signatures.resultType(method)) : SchemaText.parse(given);
        } catch (SchemaException e) {
            throw new Refusal("the schema of the result is not valid: " + e.getMessage());
        }
    }

    private static String resultSchema(Method method) {
        ApiOperation annotation = method.getAnnotation(ApiOperation.class);
        return annotation == null ? "" : annotation.resultSchema();
    }

    private void fail(String operation, String reason) {
        String name = operation.isEmpty() ? module : module + "." + operation;
        failures.add(new FailedRegistration("operation", name, owner.module(), owner.bundleId(), serviceId, reason));
    }
}
