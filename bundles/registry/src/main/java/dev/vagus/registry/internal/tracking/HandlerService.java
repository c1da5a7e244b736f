package dev.vagus.registry.internal.tracking;

import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiModule;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.OperationSpec;
import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.registry.internal.engine.ModuleIdentity;
import dev.vagus.registry.internal.schema.SchemaException;
import dev.vagus.registry.internal.schema.SchemaText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an operation from the properties of an {@link ApiHandler} service, or from a specification given in code. */
public final class HandlerService {
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array", "object");

    private HandlerService() {}

    static OperationDescriptor describe(Properties properties, ModuleIdentity owner) {
        String module = properties.text(ApiModule.PROPERTY);
        String operation = properties.text(ApiHandler.OPERATION_PROPERTY);
        if (module == null || operation == null) {
            throw new Refusal("an ApiHandler service needs the properties " + ApiModule.PROPERTY + " and "
                    + ApiHandler.OPERATION_PROPERTY + ", each a string");
        }
        OperationSpec spec = new OperationSpec(
                module,
                operation,
                properties.text("vagus.api.description", ""),
                parameters(properties),
                result(properties.text(ApiHandler.RESULT_SCHEMA_PROPERTY)),
                properties.texts("vagus.api.scopes"),
                properties.flag("vagus.api.requires.auth"),
                properties.flag("vagus.api.idempotent"),
                properties.flag("vagus.api.deprecated"),
                properties.flag("vagus.api.interruptible"));
        return describe(spec, owner);
    }

    /**
     * The operation that this specification describes.
     *
     * @throws IllegalArgumentException when its names are not valid
     */
    public static OperationDescriptor describe(OperationSpec spec, ModuleIdentity owner) {
        Names.module(spec.module());
        Names.operation(spec.name());
        Set<String> names = new HashSet<>();
        for (ParameterDescriptor parameter : spec.parameters()) {
            if (!names.add(Names.parameter(parameter.name()))) {
                throw new Refusal("two parameters are named " + parameter.name());
            }
        }
        return new OperationDescriptor(
                spec.module(),
                spec.name(),
                owner.version(),
                spec.description(),
                spec.parameters(),
                spec.result(),
                spec.scopes(),
                spec.requiresAuth(),
                spec.idempotent(),
                spec.deprecated(),
                false,
                spec.interruptible(),
                owner.bundleId());
    }

    private static List<ParameterDescriptor> parameters(Properties properties) {
        List<String> declarations = properties.texts(ApiHandler.PARAMETERS_PROPERTY);
        String schema = properties.text(ApiHandler.PARAMETERS_SCHEMA_PROPERTY);
        if (schema == null) {
            return declarations.stream().map(HandlerService::parameter).toList();
        }
        if (!declarations.isEmpty()) {
            throw new Refusal(
                    "give either " + ApiHandler.PARAMETERS_PROPERTY + " or " + ApiHandler.PARAMETERS_SCHEMA_PROPERTY);
        }
        try {
            return GivenParameters.of(SchemaText.parse(schema));
        } catch (SchemaException e) {
            throw new Refusal(ApiHandler.PARAMETERS_SCHEMA_PROPERTY + " is not valid: " + e.getMessage());
        }
    }

    private static Map<String, Object> result(@Nullable String schema) {
        try {
            return schema == null ? Map.of() : SchemaText.parse(schema);
        } catch (SchemaException e) {
            throw new Refusal(ApiHandler.RESULT_SCHEMA_PROPERTY + " is not valid: " + e.getMessage());
        }
    }

    /** Reads {@code Count:integer?}. */
    private static ParameterDescriptor parameter(String declaration) {
        String text = declaration.strip();
        boolean required = !text.endsWith("?");
        String bare = required ? text : text.substring(0, text.length() - 1);
        int colon = bare.indexOf(':');
        String name = colon < 0 ? bare : bare.substring(0, colon).strip();
        String type = colon < 0 ? "any" : bare.substring(colon + 1).strip();
        if (type.equals("any")) {
            return new ParameterDescriptor(Names.parameter(name), "", required, Map.of());
        }
        if (!TYPES.contains(type)) {
            throw new Refusal("the parameter '" + declaration
                    + "' is not valid: write Name:type with one of string, integer, number, boolean, array, object,"
                    + " any, and ? at the end when it is not required");
        }
        return new ParameterDescriptor(Names.parameter(name), "", required, Map.of("type", type));
    }
}
