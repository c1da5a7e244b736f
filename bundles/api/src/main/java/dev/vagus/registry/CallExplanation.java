package dev.vagus.registry;

import dev.vagus.module.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would happen to a call. Made at one moment; the next may differ.
 *
 * @param operation the name that was asked for
 * @param caller the name of the module that would call
 * @param descriptor the operation; null when it cannot be called now
 * @param providers who offers it: first the one that answers, then those in its shadow, in the order in which they would
 *     take over
 * @param steps what a call goes through, outermost first; the check of the arguments and the operation itself included
 * @param settings what the registry goes by for this operation: deadline, fallback
 * @param verdict why the call would be refused, for people; empty when nothing would stop it
 */
public record CallExplanation(
        String operation,
        String caller,
        @Nullable OperationDescriptor descriptor,
        List<OperationProvider> providers,
        List<Step> steps,
        List<Setting> settings,
        String verdict) {
    /** Copies the lists. */
    public CallExplanation {
        providers = List.copyOf(providers);
        steps = List.copyOf(steps);
        settings = List.copyOf(settings);
    }

    /** Whether nothing would stop the call. */
    public boolean passes() {
        return verdict.isEmpty();
    }

    /**
     * One step of a call.
     *
     * @param name the middleware's name; {@code gate}, {@code fallback}, {@code validation} and {@code operation} for the
     *     registry's own
     * @param order its place
     * @param passes whether it would let the call through
     * @param text what it has to say; may be empty
     * @param settings the settings that it goes by
     */
    public record Step(String name, int order, boolean passes, String text, List<Setting> settings) {
        /** Copies the settings. */
        public Step {
            settings = List.copyOf(settings);
        }
    }
}
