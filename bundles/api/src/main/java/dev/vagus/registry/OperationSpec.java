package dev.vagus.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an operation registered in code is to be like. Immutable:
 *
 * <pre>{@code
 * registry.register(
 *         OperationSpec.of("LabRunner", "ExecuteStep").describedAs("Execute a step").withParameter("StepName", "string"),
 *         invocation -> run((String) invocation.parameters().get("StepName")));
 * }</pre>
 *
 * @param module the module's name; it must be free or the calling bundle's
 * @param name the operation's name
 * @param description for people; may be empty
 * @param parameters its parameters
 * @param result the JSON Schema (2020-12) of its result, as plain structure; empty when nothing is known
 * @param scopes what a caller must be allowed to do, when security is on
 * @param requiresAuth whether a caller must show who it is, when security is on
 * @param idempotent whether calling it twice does what calling it once does
 * @param deprecated whether callers should move to another one
 * @param interruptible whether its thread may be interrupted when the deadline passes or the call is cancelled
 */
public record OperationSpec(
        String module,
        String name,
        String description,
        List<ParameterDescriptor> parameters,
        Map<String, Object> result,
        List<String> scopes,
        boolean requiresAuth,
        boolean idempotent,
        boolean deprecated,
        boolean interruptible) {

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException when the schema of the result holds anything that JSON has not
     */
    public OperationSpec {
        parameters = List.copyOf(parameters);
        result = PlainSchema.copy(result);
        scopes = List.copyOf(scopes);
    }

    /** An operation without parameters. */
    public static OperationSpec of(String module, String name) {
        return new OperationSpec(module, name, "", List.of(), Map.of(), List.of(), false, false, false, false);
    }

    /** The same with this description. */
    public OperationSpec describedAs(String text) {
        return new OperationSpec(
                module, name, text, parameters, result, scopes, requiresAuth, idempotent, deprecated, interruptible);
    }

    /** The same with one more required parameter whose values have this JSON Schema type, such as {@code string}. */
    public OperationSpec withParameter(String parameter, String jsonType) {
        return withParameter(new ParameterDescriptor(parameter, "", true, Map.of("type", jsonType)));
    }

    /** The same with one more parameter. */
    public OperationSpec withParameter(ParameterDescriptor parameter) {
        List<ParameterDescriptor> all = new ArrayList<>(parameters);
        all.add(parameter);
        return new OperationSpec(
                module, name, description, all, result, scopes, requiresAuth, idempotent, deprecated, interruptible);
    }

    /** The same with this JSON Schema (2020-12) of its result, as plain structure. */
    public OperationSpec withResult(Map<String, Object> schema) {
        return new OperationSpec(
                module,
                name,
                description,
                parameters,
                schema,
                scopes,
                requiresAuth,
                idempotent,
                deprecated,
                interruptible);
    }

    /** The same with these scopes. */
    public OperationSpec withScopes(String... names) {
        return new OperationSpec(
                module,
                name,
                description,
                parameters,
                result,
                List.of(names),
                requiresAuth,
                idempotent,
                deprecated,
                interruptible);
    }

    /** The same, asking callers who they are. */
    public OperationSpec requiringAuth() {
        return new OperationSpec(
                module, name, description, parameters, result, scopes, true, idempotent, deprecated, interruptible);
    }

    /** The same, safe to be called again. */
    public OperationSpec asIdempotent() {
        return new OperationSpec(
                module, name, description, parameters, result, scopes, requiresAuth, true, deprecated, interruptible);
    }

    /** The same, allowing its thread to be interrupted, as {@link ApiOperation#interruptible} describes. */
    public OperationSpec asInterruptible() {
        return new OperationSpec(
                module, name, description, parameters, result, scopes, requiresAuth, idempotent, deprecated, true);
    }
}
