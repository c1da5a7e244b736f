package dev.vagus.registry.internal.engine;

import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.registry.internal.schema.Check;
import dev.vagus.registry.internal.schema.SchemaCompiler;
import dev.vagus.registry.internal.schema.SchemaException;
import dev.vagus.registry.internal.schema.Spelling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation, the code that answers it, and its compiled schemas.
 *
 * @param checks those of its parameters, in their order
 * @param result that of its result; null when none was given
 */
public record OfferedOperation(
        OperationDescriptor descriptor,
        ApiHandler handler,
        List<Check> checks,
        @Nullable Check result) {

    /** Copies the list. */
    public OfferedOperation {
        checks = List.copyOf(checks);
    }

    /** One whose handler gets the arguments as they were given. */
    public OfferedOperation(OperationDescriptor descriptor, ApiHandler handler) {
        this(descriptor, handler, Spelling.EXACT, !descriptor.result().isEmpty());
    }

    /**
     * Compiles the schemas.
     *
     * @param resultGiven whether results are to have the schema that the descriptor tells, rather than that it was derived
     *     from what they are
     * @throws IllegalArgumentException naming the schema that is none and what is wrong with it
     */
    public OfferedOperation(
            OperationDescriptor descriptor, ApiHandler handler, Spelling spelling, boolean resultGiven) {
        this(descriptor, handler, compile(descriptor.parameters(), spelling), resultGiven ? result(descriptor) : null);
    }

    private static List<Check> compile(List<ParameterDescriptor> parameters, Spelling spelling) {
        List<Check> checks = new ArrayList<>();
        for (ParameterDescriptor parameter : parameters) {
            try {
                checks.add(SchemaCompiler.compile(parameter.schema(), spelling));
            } catch (SchemaException e) {
                throw new IllegalArgumentException(
                        "the schema of the parameter " + parameter.name() + " is not valid: " + e.getMessage(), e);
            }
        }
        return checks;
    }

    private static Check result(OperationDescriptor descriptor) {
        try {
            return SchemaCompiler.compile(descriptor.result());
        } catch (SchemaException e) {
            throw new IllegalArgumentException("the schema of the result is not valid: " + e.getMessage(), e);
        }
    }
}
