package dev.vagus.shell.internal.component;

import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.Completion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.felix.service.command.Function;
import org.jline.builtins.Completers.CompletionData;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/**
 * Teaches every session of Gogo's interactive shell how to complete the lines of the commands, as its own command
 * {@code complete} does: what may stand somewhere is asked of a hidden function when the key is hit. What it leaves in a
 * session is text of these, so that nothing is held when this bundle goes. Not to be loaded where JLine is not there.
 */
final class GogoCompletion implements CommandSessionListener {
    /** The function that says what the word at the cursor may become; the shell does not offer names that begin so. */
    static final String COMPLETE = "_complete";

    /** The function that says whether an option may still be given. */
    static final String ALLOWS = "_allows";

    private static final String COMPLETIONS = ".completions";
    private static final String COMMANDS = ".commands";
    private static final String LINE = ".commandLine";
    private static final char SCOPED = ':';

    private final Map<String, Command> commands = new HashMap<>();
    private final Set<CommandSession> taught =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    GogoCompletion(List<Command> commands) {
        commands.forEach(command -> this.commands.put(command.name(), command));
    }

    /** The first that a session executes is its profile, before a person types. */
    @Override
    public void beforeExecute(CommandSession session, CharSequence line) {
        if (session.get(COMPLETIONS) instanceof Map<?, ?> completions && taught.add(session)) {
            @SuppressWarnings("unchecked") // so Gogo declares it
            Map<String, List<CompletionData>> all = (Map<String, List<CompletionData>>) completions;
            commands.values().forEach(command -> teach(command, session, all));
        }
    }

    /** Under all names that end so: the shell takes the last scope that has the name when it completes. */
    private static void teach(Command command, CommandSession session, Map<String, List<CompletionData>> all) {
        List<CompletionData> data = data(command);
        all.put(Command.SCOPE + SCOPED + command.name(), data);
        if (session.get(COMMANDS) instanceof Set<?> names) {
            names.stream()
                    .map(String::valueOf)
                    .filter(name -> name.endsWith(SCOPED + command.name()))
                    .forEach(name -> all.putIfAbsent(name, data));
        }
    }

    private static List<CompletionData> data(Command command) {
        List<CompletionData> data = new ArrayList<>();
        data.add(new CompletionData(null, command.summary(), null, null));
        data.add(new CompletionData(null, null, Command.SCOPE + SCOPED + COMPLETE, null));
        command.options()
                .forEach(option -> data.add(new CompletionData(
                        List.of(option.name()),
                        option.description(),
                        null,
                        Command.SCOPE + SCOPED + ALLOWS + " " + option.name())));
        return data;
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Exception exception) {
        // Nothing was changed for it.
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, @Nullable Object result) {
        // Nothing was changed for it.
    }

    Function complete() {
        return (session, arguments) -> {
            Line line = line(session);
            return line == null
                    ? List.of()
                    : Completion.of(line.command(), line.before(), line.begun()).stream()
                            .map(GogoCompletion::candidate)
                            .toList();
        };
    }

    Function allows() {
        return (session, arguments) -> {
            Line line = line(session);
            return line != null && Completion.allows(line.command(), line.before(), String.valueOf(arguments.get(0)));
        };
    }

    private static Candidate candidate(Completion.Candidate each) {
        String description = each.description().isEmpty() ? null : each.description();
        return new Candidate(each.word(), each.word(), null, description, null, null, each.ends());
    }

    private record Line(Command command, List<String> before, String begun) {}

    private @Nullable Line line(CommandSession session) {
        if (!(session.get(LINE) instanceof ParsedLine line) || line.wordIndex() < 1) {
            return null;
        }
        String name = line.words().get(0);
        Command command = commands.get(name.substring(name.indexOf(SCOPED) + 1));
        String word = line.word();
        return command == null
                ? null
                : new Line(
                        command,
                        List.copyOf(line.words().subList(1, line.wordIndex())),
                        word.substring(0, Math.min(line.wordCursor(), word.length())));
    }
}
