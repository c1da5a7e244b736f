package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands sent to a running instance that has no terminal. */
class AttachIT {
    @TempDir
    private Path folder;

    private Home home;

    @Test
    void runsCommandsThereAndPrintsHereWhatTheyPrint() throws Exception {
        home = new Home(folder);
        try (VagusProcess vagus = home.startUp()) {
            try (VagusProcess client = attach(folder, "channel-create Work; vagus:channel-list")) {
                assertThat(client.awaitExit()).isZero();
                assertThat(client.err()).isEmpty();
                client.assertOut(List.of("created channel Work", "CHANNEL .*", "Work .*"));
            }
            try (VagusProcess client = attach(home.data(), "vagus:channel-show Work")) {
                assertThat(client.awaitExit())
                        .as("the channel is that of the running instance")
                        .isZero();
            }
            try (VagusProcess client = attach(folder, "no-such-command; channel-create Never")) {
                assertThat(client.awaitExit()).isEqualTo(1);
                assertThat(client.err()).containsExactly("error: no such command: no-such-command");
            }
            try (VagusProcess client = attach(folder, "exit")) {
                assertThat(client.awaitExit()).isZero();
            }
            assertThat(vagus.isAlive())
                    .as("exit ends the session, not the instance")
                    .isTrue();
            try (VagusProcess client = attach(folder, "shutdown")) {
                assertThat(client.awaitExit()).isZero();
            }
            assertThat(vagus.awaitExit()).isZero();
        }
        assertThat(home.data().resolve("attach")).isEmptyDirectory();
    }

    @Test
    void whatACommandLogsStaysWithTheInstance() throws Exception {
        home = new Home(folder);
        home.newModule("noisy", "1.0.0")
                .header("Bundle-Activator", NoisyActivator.class.getName())
                .withClass(NoisyActivator.class)
                .importing("dev.vagus.registry")
                .moveTo(home.module("noisy.jar"));
        try (VagusProcess vagus = home.startUp()) {
            try (VagusProcess client = attach(folder, "api-invoke Noisy.Say")) {
                assertThat(client.awaitExit()).as("%s", client.err()).isZero();
                assertThat(client.out()).containsExactly("said");
                assertThat(client.err()).isEmpty();
            }
            vagus.awaitErr("this is for the log");
            assertThat(folder.resolve("log").resolve("vagus.log")).content().contains("this is for the log");
            vagus.terminate();
        }
    }

    @Test
    void leavesNoSessionBehindWhicheverWayTheCommandsEnd() throws Exception {
        home = new Home(folder);
        home.newModule("sessions", "1.0.0")
                .header("Bundle-Activator", SessionsActivator.class.getName())
                .withClass(SessionsActivator.class)
                .moveTo(home.module("sessions.jar"));
        try (VagusProcess vagus = home.startUp()) {
            for (String script : List.of("lb -s", "no-such-command", "api-invoke No.Such", "exit")) {
                try (VagusProcess client = attach(folder, script)) {
                    client.awaitExit();
                }
            }
            try (PseudoTerminal terminal = PseudoTerminal.open(folder, "--attach " + folder.resolve("data"))) {
                terminal.await("vagus> ");
                terminal.run("sessions", "sessions open: 1");
                terminal.type("exit\r");
                assertThat(terminal.awaitExit()).isZero();
            }
            try (VagusProcess client = attach(folder, "test:sessions")) {
                assertThat(client.awaitExit()).as("%s", client.err()).isZero();
                assertThat(client.out()).as("its own").containsExactly("sessions open: 1");
            }
            vagus.terminate();
        }
    }

    @Test
    void asksNobodyWhereThereIsNoTerminal() throws Exception {
        home = new Home(folder);
        try (VagusProcess vagus = home.startUp()) {
            try (VagusProcess client = attach(folder, "channel-create Work; channel-remove Work")) {
                assertThat(client.awaitExit()).isEqualTo(1);
                assertThat(client.err())
                        .containsExactly("error: channel Work goes with 0 messages queued on it; nobody can be asked"
                                + " without a terminal: give --force if that is meant");
            }
            try (VagusProcess client = attach(folder, "channel-remove Work --force --json")) {
                assertThat(client.awaitExit()).isZero();
                assertThat(String.join("", client.out())).isEqualTo("{  \"cleared\" : 0}");
            }
            vagus.terminate();
        }
    }

    @Test
    void letsOnlyTheOwnerIn() throws Exception {
        home = new Home(folder);
        try (VagusProcess vagus = home.startUp()) {
            Path attach = home.data().resolve("attach");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(attach)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(attach.resolve("shell"))))
                    .isEqualTo("rw-------");
            vagus.terminate();
        }
    }

    @Test
    void ctrlCEndsTheCommandThereAndNotTheInstance() throws Exception {
        home = new Home(folder);
        try (VagusProcess vagus = home.startUp()) {
            try (VagusProcess client = VagusProcess.launchInForeground(
                    VagusProcess.jar(),
                    "--attach",
                    folder.toString(),
                    "-c",
                    "event-tail --for 10m; channel-create Never")) {
                awaitHandler(true);
                new ProcessBuilder("kill", "-INT", Long.toString(client.pid()))
                        .start()
                        .waitFor();
                assertThat(client.awaitExit()).isEqualTo(130);
                assertThat(client.out()).contains("none came");
            }
            awaitHandler(false);
            try (VagusProcess client = attach(folder, "vagus:channel-show Never")) {
                assertThat(client.awaitExit())
                        .as("what comes after it is not run")
                        .isEqualTo(1);
            }
            assertThat(vagus.isAlive()).isTrue();
        }
    }

    @Test
    void endsTheCommandOfAClientThatWasKilled() throws Exception {
        home = new Home(folder);
        try (VagusProcess vagus = home.startUp()) {
            try (VagusProcess client = attach(folder, "event-tail --for 10m")) {
                awaitHandler(true);
                client.kill();
            }
            awaitHandler(false);
            assertThat(vagus.isAlive()).isTrue();
        }
    }

    @Test
    void tellsTheClientWhenTheInstanceEnds() throws Exception {
        home = new Home(folder);
        try (VagusProcess vagus = home.startUp();
                VagusProcess client = attach(folder, "event-tail --for 10m")) {
            awaitHandler(true);
            assertThat(vagus.terminate()).isEqualTo(143);
            assertThat(client.awaitExit()).isNotZero();
        }
    }

    @Test
    void listensAgainAfterTheProcessWasKilledAndWhereThePathIsLong() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("a".repeat(80)).resolve("b".repeat(80)));
        home = new Home(deep);
        try (VagusProcess killed = home.startUp()) {
            killed.kill();
        }
        try (VagusProcess client = attach(deep, "echo never")) {
            assertThat(client.awaitExit()).isEqualTo(1);
            assertThat(client.err()).singleElement().asString().contains("cannot be reached");
        }
        try (VagusProcess vagus = home.startUp()) {
            try (VagusProcess client = attach(deep, "echo back")) {
                assertThat(client.awaitExit()).isZero();
                assertThat(client.out()).containsExactly("back");
            }
            Path socket = Path.of(Files.readString(home.data().resolve("attach").resolve("path")));
            vagus.terminate();
            assertThat(socket.getParent()).doesNotExist();
        }
    }

    @Test
    void saysWhatIsWrongWhereNothingListens() throws Exception {
        try (VagusProcess client = attach(folder, "echo never")) {
            assertThat(client.awaitExit()).isEqualTo(1);
            assertThat(client.err()).singleElement().asString().contains("no instance listens in " + folder);
        }
        try (VagusProcess client = VagusProcess.launch(VagusProcess.jar(), "--attach", folder.toString())) {
            client.closeInput();
            assertThat(client.awaitExit()).isEqualTo(2);
            assertThat(client.err()).singleElement().asString().contains("-c");
        }
    }

    private static VagusProcess attach(Path folder, String commands) throws Exception {
        return VagusProcess.launch(VagusProcess.jar(), "--attach", folder.toString(), "-c", commands);
    }

    /** The tail is a handler of events while it runs. */
    private void awaitHandler(boolean there) {
        Home.await("the tail " + (there ? "begins" : "ends"), () -> {
            try (VagusProcess client = attach(folder, "vagus:event-handler-list")) {
                assertThat(client.awaitExit()).isZero();
                return client.out().stream().anyMatch(line -> line.contains("vagus-shell")) == there;
            }
        });
    }
}
