package dev.vagus.shell.internal.component;

import dev.vagus.shell.internal.model.Output.Screen;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** The terminals of Gogo's interactive shell, which are JLine's. Not to be loaded where JLine is not there. */
final class JLineScreens implements GogoScreens {
    /** The variable by which Gogo's shell gives its terminal to commands; sessions without one have none. */
    static final String TERMINAL = ".terminal";

    private static final String NO_COLOUR = "NO_COLOR";

    private final Map<Terminal, CtrlC> keys = new WeakHashMap<>(); // guarded by itself

    @Override
    public Screen of(CommandSession session, boolean shown) {
        if (!(session.get(TERMINAL) instanceof Terminal terminal)) {
            return Screen.NONE;
        }
        boolean colours = shown && showsColours(terminal.getType());
        return new Screen(shown ? terminal.getWidth() : 0, colours, question -> ask(terminal, question));
    }

    /** As terminals of this type do, unless the user wants none anywhere (NO_COLOR). */
    static boolean showsColours(String type) {
        String none = System.getenv(NO_COLOUR);
        return !type.startsWith("dumb") && (none == null || none.isEmpty());
    }

    /** With a reader of its own, which knows nothing of the shell's language and history. */
    private static @Nullable String ask(Terminal terminal, String question) throws InterruptedException {
        try {
            return LineReaderBuilder.builder().terminal(terminal).build().readLine(question.replace("%", "%%"));
        } catch (UserInterruptException e) {
            throw new InterruptedException("no answer");
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public Interruptible interruptible(CommandSession session) {
        if (!(session.get(TERMINAL) instanceof Terminal terminal)) {
            return NONE.interruptible(session);
        }
        CtrlC key;
        synchronized (keys) {
            key = keys.computeIfAbsent(terminal, each -> new CtrlC());
        }
        Process process = Process.Utils.current();
        return key.interruptible(terminal, process == null ? null : process.job());
    }
}
