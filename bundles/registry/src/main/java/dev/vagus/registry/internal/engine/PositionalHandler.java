package dev.vagus.registry.internal.engine;

import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.Invocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handler that can take its arguments by position: they were looked up when they were checked, and need not be again. */
public interface PositionalHandler extends ApiHandler {
    /** The names of its parameters, in the order of the values. */
    List<String> names();

    /**
     * Answers a call.
     *
     * @param values one for each name, null where none was given; not to be changed
     */
    @Nullable
    Object handle(Invocation invocation, @Nullable Object[] values) throws Exception;
}
