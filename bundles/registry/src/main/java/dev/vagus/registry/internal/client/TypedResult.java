package dev.vagus.registry.internal.client;

import dev.vagus.delivery.structure.BindException;
import dev.vagus.delivery.structure.Binder;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.registry.OperationFailedException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Converts results by structure to a type of the caller's.
 *
 * @param operation whose results they are
 * @param type the type's name, for people
 * @param binder converts
 */
record TypedResult(String operation, String type, Binder binder)
        implements Function<@Nullable Object, @Nullable Object> {
    @Override
    public @Nullable Object apply(@Nullable Object result) {
        try {
            return binder.bind(result);
        } catch (BindException e) {
            String message = "the result of " + operation + " does not fit " + type + ": " + e.getMessage();
            throw new OperationFailedException(
                    message,
                    new ErrorRecord(ErrorCategory.VALIDATION, BindException.class.getName(), message, List.of(), null));
        }
    }
}
