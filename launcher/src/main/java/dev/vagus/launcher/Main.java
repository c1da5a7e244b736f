package dev.vagus.launcher;

import dev.vagus.launcher.attach.AttachClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Objects;

/** The main class of {@code vagus.jar}. */
public final class Main {
    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(new Main(System.out, System.err).run(args));
    }

    int run(String... args) {
        try {
            Options options = OptionsParser.parse(args);
            return switch (options.action()) {
                case HELP -> print(OptionsParser.HELP.stripTrailing());
                case VERSION -> print("vagus " + version());
                case RUN -> launch(options);
                case ATTACH -> attach(options);
            };
        } catch (UsageException e) {
            err.println("error: " + e.getMessage() + "; --help lists the options");
            return ExitCode.USAGE;
        } catch (LaunchException | IOException e) {
            err.println("error: " + Failures.message(e));
            return ExitCode.FAILURE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILURE;
        }
    }

    private int print(String text) {
        out.println(text);
        return ExitCode.OK;
    }

    private int launch(Options options) throws LaunchException, IOException, InterruptedException {
        Path jar = Folders.jar();
        Folders folders = Folders.of(options, jar);
        folders.prepare();
        try (InstanceLock lock = InstanceLock.acquire(folders.data())) {
            return new Launcher(options, folders, lock, jar, version(), out, err).run();
        }
    }

    private int attach(Options options) throws IOException, InterruptedException, UsageException {
        AttachClient client = new AttachClient(Objects.requireNonNull(options.attach()), out, err);
        if (options.commands() != null) {
            return client.run(options.commands(), options.patience());
        }
        if (!Terminal.isInteractive()) {
            throw new UsageException("--attach without a terminal needs commands: -c \"COMMAND; COMMAND\"");
        }
        return client.open(System.in);
    }

    private static String version() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(development)");
    }
}
