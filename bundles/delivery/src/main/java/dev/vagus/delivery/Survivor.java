package dev.vagus.delivery;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A thread that did not end when its dispatcher was stopped.
 *
 * @param thread its name
 * @param receiver the name of the receiver that holds it; empty when it is between two
 * @param stack where it is
 */
public record Survivor(String thread, String receiver, List<StackTraceElement> stack) {
    /** One line with the top of the stack, for a log. */
    @Override
    public String toString() {
        String top = stack.stream().limit(8).map(String::valueOf).collect(Collectors.joining(" < "));
        return thread + " is held by " + (receiver.isEmpty() ? "nobody" : receiver) + " at " + top;
    }
}
