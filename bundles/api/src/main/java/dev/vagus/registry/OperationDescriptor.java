package dev.vagus.registry;

import java.util.List;
import java.util.Map;

/**
 * An operation as callers and people see it. Immutable.
 *
 * @param module the module's name
 * @param name the operation's name in the module
 * @param version the version of the bundle that offers it
 * @param description for people; may be empty
 * @param parameters its parameters, in declared order
 * @param result the JSON Schema (2020-12) of its result, as plain structure; empty when nothing is known
 * @param scopes what a caller must be allowed to do, when security is on
 * @param requiresAuth whether a caller must show who it is, when security is on
 * @param idempotent whether calling it twice does what calling it once does
 * @param deprecated whether callers should move to another one
 * @param asynchronous whether it returns a {@code CompletionStage}
 * @param interruptible whether its thread may be interrupted when the deadline passes or the call is cancelled
 * @param bundleId the id of the bundle that offers it
 */
public record OperationDescriptor(
        String module,
        String name,
        String version,
        String description,
        List<ParameterDescriptor> parameters,
        Map<String, Object> result,
        List<String> scopes,
        boolean requiresAuth,
        boolean idempotent,
        boolean deprecated,
        boolean asynchronous,
        boolean interruptible,
        long bundleId) {

    /**
     * Copies the collections, keeping their order.
     *
     * @throws IllegalArgumentException when the schema of the result holds anything that JSON has not
     */
    public OperationDescriptor {
        parameters = List.copyOf(parameters);
        result = PlainSchema.copy(result);
        scopes = List.copyOf(scopes);
    }

    /** The name that callers use, such as {@code LabRunner.ExecuteStep}. */
    public String qualifiedName() {
        return module + "." + name;
    }

    /**
     * The JSON Schema (2020-12) of all parameters together: an object that has each as a property, the required ones and
     * no others. Plain structure, immutable, made anew at each call; of use to tools, forms and documents.
     */
    public Map<String, Object> parametersSchema() {
        return ParametersSchema.of(parameters);
    }
}
