package dev.vagus.launcher.command;

import java.util.ArrayList;
import java.util.List;

/** Says in words why a shell command failed. */
final class CommandFailure {
    private CommandFailure() {}

    static String describe(Throwable failure) {
        List<String> messages = new ArrayList<>();
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 20; depth++, at = at.getCause()) {
            String message = at.getMessage();
            if (message != null && !message.isBlank() && messages.stream().noneMatch(said -> said.contains(message))) {
                messages.add(message.strip());
            }
        }
        if (failure.getClass().getSimpleName().equals("CommandNotFoundException")) {
            return messages.get(0).replace("Command not found: ", "no such command: ");
        }
        return messages.isEmpty() ? failure.getClass().getName() : String.join(": ", messages);
    }
}
