package dev.vagus.launcher.command;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into its commands with Gogo's own parser, so that quotes, closures and pipes are understood as the shell
 * understands them. Gogo by itself would run them all and give only the last result.
 */
final class CommandScript {
    private static final String PARSER = "org.apache.felix.gogo.runtime.Parser";

    private CommandScript() {}

    /**
     * The parts between {@code ;} or line ends; what {@code &&}, {@code ||} or {@code &} join stays together.
     *
     * @param gogo the class loader of Gogo's bundle
     * @throws Exception the syntax error, from Gogo
     */
    static List<String> split(ClassLoader gogo, String line) throws Exception {
        Class<?> type = Class.forName(PARSER, false, gogo);
        try {
            Object parser = type.getConstructor(CharSequence.class).newInstance(line);
            Object program = type.getMethod("program").invoke(parser);
            Object tokens = program.getClass().getMethod("tokens").invoke(program);
            return join(Services.elements(tokens));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static List<String> join(List<?> tokens) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        for (Object token : tokens) {
            String text = token.toString();
            if (text.isBlank() || text.equals(";")) {
                flush(command, commands);
            } else {
                command.append(command.isEmpty() ? "" : " ").append(text);
            }
        }
        flush(command, commands);
        return commands;
    }

    private static void flush(StringBuilder command, List<String> commands) {
        if (!command.isEmpty()) {
            commands.add(command.toString());
            command.setLength(0);
        }
    }
}
