package dev.vagus.store.internal.engine;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL for a test class, on a loopback port and in a folder of its own; the tests are skipped, with a line
 * that says so, where it is not installed. It refuses to run as root, who starts it as an unprivileged user.
 */
public final class PostgresServer implements BeforeAllCallback, AfterAllCallback {
    /** Who may do everything in it. */
    public static final String USER = "vagus";

    /** That user's password. */
    public static final String PASSWORD = "correct horse, battery & staple";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final List<String> asUser = new ArrayList<>();
    private Path programs;
    private Path folder;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        programs = installed();
        if (programs == null) {
            String skipped = "PostgreSQL is not installed: " + context.getDisplayName() + " is skipped";
            System.err.println(skipped);
            abort(skipped);
        }
        folder = Files.createTempDirectory("vagus-postgres");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (System.getProperty("user.name").equals("root")) {
            give("postgres", password);
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        // A locale as installations have one: what is ordered or compared must not rely on the order of bytes.
        run(
                "initdb",
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=icu",
                "--icu-locale=en-US");
        start();
    }

    private void give(String user, Path... files) throws IOException {
        asUser.addAll(List.of("runuser", "-u", user, "--"));
        var owner = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        for (Path each : files) {
            Files.setOwner(each, owner);
        }
        Files.setOwner(folder, owner);
    }

    /** The folder with its programs, of the newest version, or null. */
    private static Path installed() throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.sorted(Comparator.comparing((Path version) ->
                                        Integer.parseInt(version.getFileName().toString()))
                                .reversed())
                        .forEach(version -> folders.add(version.resolve("bin")));
            }
        }
        Arrays.stream(System.getenv("PATH").split(":")).map(Path::of).forEach(folders::add);
        return folders.stream()
                .filter(each ->
                        Files.isExecutable(each.resolve("initdb")) && Files.isExecutable(each.resolve("pg_ctl")))
                .findFirst()
                .orElse(null);
    }

    /** Starts it, and returns when it takes connections. */
    void start() {
        run(
                "pg_ctl",
                "start",
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-c listen_addresses=127.0.0.1 -c port=" + port + " -c unix_socket_directories=''");
    }

    /** Stops it at once, as a crash does: connections are lost, and what was committed is not. */
    void crash() {
        run("pg_ctl", "stop", "-w", "-m", "immediate");
    }

    /** Its JDBC URL. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>(asUser);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of("-D", folder.resolve("data").toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve(program + ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(program + " failed: " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(program + " was interrupted", e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (folder == null) {
            return;
        }
        try {
            if (Files.exists(folder.resolve("data/postmaster.pid"))) {
                crash();
            }
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(each -> each.toFile().delete());
            }
        }
    }
}
