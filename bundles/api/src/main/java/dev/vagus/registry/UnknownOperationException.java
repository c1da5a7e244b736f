package dev.vagus.registry;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import java.util.List;

/** No operation has that name. Category {@code not-found}. */
public final class UnknownOperationException extends VagusException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> suggestions;

    /** With a message that proposes the suggestions. */
    public UnknownOperationException(String message, List<String> suggestions) {
        super(ErrorCategory.NOT_FOUND, message, null);
        this.suggestions = List.copyOf(suggestions);
    }

    /** Names that are like the wanted one, the likest first. */
    public List<String> suggestions() {
        return suggestions;
    }
}
