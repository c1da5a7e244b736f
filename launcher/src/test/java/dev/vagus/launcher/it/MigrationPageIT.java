package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell commands of the page for those who come from the PowerShell module, in the order of the page. */
class MigrationPageIT {
    private static final int SHELL = 4;
    private static final Pattern ID = Pattern.compile("(?m)^(\\S+) +Settings .*");

    @TempDir
    private Path folder;

    @Test
    void everyCommandOfThePageRuns() throws Exception {
        Home home = new Home(folder);
        DocumentedSession.copyModules(home);
        List<String> commands = commands();
        assertThat(commands).hasSizeGreaterThan(35);
        try (VagusProcess vagus = home.startUp()) {
            for (String command : commands) {
                if (command.contains(" ID ")) {
                    closeTail(command);
                } else {
                    run(command);
                }
            }
            assertThat(vagus.terminate()).isEqualTo(143);
        }
    }

    private void run(String command) throws Exception {
        String line = command.replace("@FILE", "@" + folder.resolve("token"))
                .replace("FILE", folder.resolve("token").toString());
        try (VagusProcess client = attach(line)) {
            assertThat(client.awaitExit()).as("%s: %s", command, client.err()).isZero();
        }
    }

    /** The subscription of a tail is there while that runs; closing it ends the tail. */
    private void closeTail(String command) throws Exception {
        try (VagusProcess tail = attach("message-tail Settings --for 10m")) {
            AtomicReference<String> id = new AtomicReference<>("");
            Home.await("the tail's subscription", () -> {
                id.set(subscription());
                return !id.get().isEmpty();
            });
            run(command.replace("ID", id.get()));
            assertThat(tail.awaitExit()).isZero();
        }
    }

    private String subscription() throws Exception {
        try (VagusProcess client = attach("vagus:subscription-list")) {
            assertThat(client.awaitExit()).isZero();
            Matcher matcher = ID.matcher(String.join("\n", client.out()));
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    private VagusProcess attach(String command) throws IOException {
        return VagusProcess.launch(VagusProcess.jar(), "--attach", folder.toString(), "-c", command);
    }

    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String row : Files.readAllLines(Path.of("..", "docs", "migration.md"))) {
            String[] cells = row.split(" *\\| *", -1);
            if (row.startsWith("|")
                    && cells.length > SHELL
                    && cells[SHELL].startsWith("`")
                    && !cells[SHELL].endsWith(";`")) {
                commands.add(cells[SHELL].substring(1, cells[SHELL].length() - 1));
            }
        }
        return commands;
    }
}
