package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.HelpText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of all commands says what they say themselves; {@value #WRITE} writes it. */
class CommandPageTest extends CommandTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "commands.md");
    private static final String WRITE = "vagus.write.commands";

    @Test
    void thePageSaysWhatTheCommandsSay() throws IOException {
        String page = String.join("\n", page()) + "\n";
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/commands.md is made of the commands' help; make it anew: mvn -q test -pl bundles/shell -am"
                        + " -Dtest=CommandPageTest -Dsurefire.failIfNoSpecifiedTests=false -DargLine=-D" + WRITE
                        + "=true")
                .isEqualTo(page);
    }

    private List<String> page() {
        List<Command> commands = Catalogue.commands(this);
        List<String> lines = new ArrayList<>();
        lines.add("# Commands of the shell");
        lines.add("");
        lines.add("What `COMMAND --help` prints, of all " + commands.size()
                + ". In Felix's shell and in Karaf's the scope is `vagus`. The build makes this page; do not edit it.");
        lines.add("");
        for (Command command : commands) {
            lines.add("- [" + command.name() + "](#" + command.name() + "): " + command.summary());
        }
        for (Command command : commands) {
            lines.add("");
            lines.add("## " + command.name());
            lines.add("");
            lines.add("```text");
            lines.addAll(
                    HelpText.of(command).stream().map(String::stripTrailing).toList());
            lines.add("```");
        }
        return lines;
    }
}
