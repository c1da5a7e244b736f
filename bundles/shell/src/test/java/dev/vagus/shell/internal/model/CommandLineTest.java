package dev.vagus.shell.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void quotesWhatTheShellWouldReadItself() {
        CommandLine line = new CommandLine("wash")
                .word("Lab*")
                .word(null)
                .option("--text", "a $b \"c\" it's")
                .option("--by", "a $b")
                .option("--none", null)
                .option("--since", "2026-01-31T08:00:00Z")
                .flag("--all", true)
                .flag("--some", false);

        assertThat(line)
                .hasToString(
                        "wash 'Lab*' --text \"a \\$b \\\"c\\\" it's\" --by 'a $b' --since 2026-01-31T08:00:00Z --all");
    }
}
