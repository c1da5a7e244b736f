package dev.vagus.shell.internal.component;

import dev.vagus.shell.internal.component.GogoScreens.Interruptible;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Job;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C on one terminal. Gogo's shell by itself interrupts the thread that waits for a command: it shows the prompt at
 * once, prints the bare {@code InterruptedException} of that thread, and loses what the command still has to say. So while
 * commands of Vagus run in the foreground, their own threads are interrupted instead, and end as they see fit. What does
 * not end by the first Ctrl-C is left to Gogo at the second. Thread-safe; does not hold the terminal.
 */
final class CtrlC {
    private final Map<Thread, Command> running = new HashMap<>(); // guarded by this
    private final SignalHandler ours = this::raised;
    private SignalHandler gogo = SignalHandler.SIG_DFL; // guarded by this

    private static final class Command {
        private final @Nullable Job job;
        private boolean interrupted; // guarded by CtrlC.this

        Command(@Nullable Job job) {
            this.job = job;
        }

        boolean isInForeground() {
            return job == null || job.status() == Job.Status.Foreground;
        }
    }

    /** Lets Ctrl-C interrupt the calling thread, while this job is in the foreground. */
    Interruptible interruptible(Terminal terminal, @Nullable Job job) {
        Thread thread = Thread.currentThread();
        Command command = new Command(job);
        synchronized (this) {
            running.put(thread, command);
            take(terminal);
        }
        return () -> {
            synchronized (this) {
                if (running.remove(thread) != null && running.isEmpty()) {
                    giveBack(terminal);
                }
                if (command.interrupted) {
                    Thread.interrupted(); // one that came too late must not reach what the thread does next
                }
            }
        };
    }

    private void take(Terminal terminal) {
        SignalHandler before = terminal.handle(Signal.INT, ours);
        if (before != ours) {
            gogo = before;
        }
    }

    private void giveBack(Terminal terminal) {
        SignalHandler current = terminal.handle(Signal.INT, gogo);
        if (current != ours) {
            // Somebody who reads a line has it now, and gives it back to us: we pass everything on then.
            terminal.handle(Signal.INT, current);
        }
    }

    private void raised(Signal signal) {
        boolean served = false;
        for (Map.Entry<Thread, Command> each : commands()) {
            if (each.getValue().isInForeground()) {
                served |= interrupt(each.getKey(), each.getValue());
            }
        }
        if (!served) {
            before().handle(signal);
        }
    }

    /** False when that did not help before, or the command has ended. */
    private synchronized boolean interrupt(Thread thread, Command command) {
        if (running.get(thread) != command || command.interrupted) {
            return false;
        }
        command.interrupted = true;
        thread.interrupt();
        return true;
    }

    private synchronized List<Map.Entry<Thread, Command>> commands() {
        return new ArrayList<>(Map.copyOf(running).entrySet());
    }

    private synchronized SignalHandler before() {
        return gogo;
    }
}
