package dev.vagus.registry;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An operation as one method. Registered in code by {@link ApiRegistry#register}, or as a service with the properties
 * {@code vagus.api.module} and {@code vagus.api.operation} (both required), {@code vagus.api.description},
 * {@code vagus.api.scopes}, {@code vagus.api.requires.auth}, {@code vagus.api.idempotent},
 * {@code vagus.api.deprecated}, {@code vagus.api.interruptible}, and {@code vagus.api.parameters}: an array of strings such as {@code StepName:string},
 * {@code Count:integer?} (name, type {@code string|integer|number|boolean|array|object|any}, {@code ?} for not required). In place of
 * these, {@code vagus.api.parameters.schema} is one JSON Schema (2020-12) of an object, as JSON, whose {@code properties}
 * are the parameters and whose {@code required} names those that are; {@code vagus.api.result.schema} is that of the
 * result.
 */
@ConsumerType
@FunctionalInterface
public interface ApiHandler {
    /** The service property that names the operation. */
    String OPERATION_PROPERTY = "vagus.api.operation";

    /** The service property with the parameters in short form. */
    String PARAMETERS_PROPERTY = "vagus.api.parameters";

    /** The service property with the JSON Schema of an object that has the parameters as properties. */
    String PARAMETERS_SCHEMA_PROPERTY = "vagus.api.parameters.schema";

    /** The service property with the JSON Schema of the result. */
    String RESULT_SCHEMA_PROPERTY = "vagus.api.result.schema";

    /**
     * Answers one call. Runs on the caller's thread, concurrently.
     *
     * @return the result (maps, lists, values, records, DTOs), or a {@code CompletionStage} of it
     * @throws Exception when the call fails
     */
    @Nullable
    Object handle(Invocation invocation) throws Exception;
}
