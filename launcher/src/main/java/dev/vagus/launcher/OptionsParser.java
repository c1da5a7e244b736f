package dev.vagus.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the command line: {@code --name value} or {@code --name=value}, in any order, the last one wins. */
final class OptionsParser {
    static final String HELP = """
            Usage: java -jar vagus.jar [OPTION]...
            Starts Vagus, watches the modules folder and opens a shell if there is a terminal.

              --home DIR      home folder (default: the folder that holds vagus.jar)
              --modules DIR   watched folder of the modules (default: HOME/modules)
              --conf DIR      configuration, *.cfg and logback.xml (default: HOME/conf)
              --data DIR      state: bundle cache, kept modules, lock (default: HOME/data)
              --log DIR       log files (default: HOME/log)
              -c, --command "COMMAND; COMMAND"
                              run shell commands once the modules are in, print, and end
              --wait SECONDS  how long -c waits for the modules' components (default: 10)
              --http PORT     web server on 127.0.0.1, for Prometheus: http://127.0.0.1:PORT/metrics
              --attach DIR    open the shell of the running instance with this home or data folder,
                              or run the commands of -c there; Ctrl-D or exit leaves it running
              --version       print the version
              --help          print this

            Exit codes: 0 ended as asked; 1 the start or a command failed; 2 wrong usage;
            130 interrupted while attached; 143 ended by SIGTERM, after a clean stop.
            """;
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);

    private Options.Action action = Options.Action.RUN;
    private @Nullable Path home;
    private @Nullable Path modules;
    private @Nullable Path conf;
    private @Nullable Path data;
    private @Nullable Path log;
    private @Nullable Integer http;
    private @Nullable Path attach;
    private @Nullable String commands;
    private Duration wait = DEFAULT_WAIT;

    private OptionsParser() {}

    static Options parse(String... args) throws UsageException {
        OptionsParser parser = new OptionsParser();
        Deque<String> rest = new ArrayDeque<>(List.of(args));
        while (!rest.isEmpty()) {
            parser.take(rest.removeFirst(), rest);
        }
        return parser.options();
    }

    private Options options() {
        return new Options(action, home, modules, conf, data, log, http, attach, commands, wait);
    }

    private void take(String arg, Deque<String> rest) throws UsageException {
        int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
        String name = equals < 0 ? arg : arg.substring(0, equals);
        if (equals >= 0) {
            rest.addFirst(arg.substring(equals + 1));
        }
        switch (name) {
            case "--home" -> home = folder(name, rest);
            case "--modules" -> modules = folder(name, rest);
            case "--conf" -> conf = folder(name, rest);
            case "--data" -> data = folder(name, rest);
            case "--log" -> log = folder(name, rest);
            case "--http" -> http = port(name, rest);
            case "--attach" -> {
                attach = folder(name, rest);
                action = action == Options.Action.RUN ? Options.Action.ATTACH : action;
            }
            case "-c", "--command" -> commands = value(name, rest);
            case "--wait" -> wait = seconds(name, rest);
            case "--version" -> action = flag(name, equals, Options.Action.VERSION);
            case "-h", "--help" -> action = flag(name, equals, Options.Action.HELP);
            default -> throw new UsageException("unknown option " + name);
        }
    }

    private static Options.Action flag(String name, int equals, Options.Action action) throws UsageException {
        if (equals >= 0) {
            throw new UsageException("option " + name + " takes no value");
        }
        return action;
    }

    private static String value(String name, Deque<String> rest) throws UsageException {
        String value = rest.pollFirst();
        if (value == null || value.isBlank()) {
            throw new UsageException("option " + name + " needs a value");
        }
        return value;
    }

    private static Integer port(String name, Deque<String> rest) throws UsageException {
        String value = value(name, rest);
        try {
            int port = Integer.parseInt(value);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("option " + name + ": not a port: " + value);
        }
        throw new UsageException("option " + name + ": a port is from 1 to 65535, not " + value);
    }

    private static Path folder(String name, Deque<String> rest) throws UsageException {
        String value = value(name, rest);
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UsageException("option " + name + ": not a path: " + value);
        }
    }

    private static Duration seconds(String name, Deque<String> rest) throws UsageException {
        String value = value(name, rest);
        try {
            int seconds = Integer.parseInt(value);
            if (seconds >= 0) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            throw new UsageException("option " + name + ": not a number of seconds: " + value);
        }
        throw new UsageException("option " + name + ": must not be negative: " + value);
    }
}
