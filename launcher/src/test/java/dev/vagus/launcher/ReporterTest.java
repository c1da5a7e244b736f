package dev.vagus.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReporterTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final Reporter reporter = new Reporter(new PrintStream(terminal, true, StandardCharsets.UTF_8));
    private final List<String> log = new ArrayList<>();

    @Test
    void onlyWarningsAndErrorsReachTheTerminal() {
        reporter.info("a");
        reporter.warn("b");
        reporter.error("c");
        reporter.quiet(Reporter.Level.ERROR, "d");
        assertThat(terminal.toString(StandardCharsets.UTF_8).lines()).containsExactly("warning: b", "error: c");
    }

    @Test
    void theLogGetsWhatWasSaidBeforeItWasThere() {
        reporter.info("a");
        reporter.connect((level, line) -> log.add(level + " " + line));
        reporter.warn("b");
        reporter.disconnect();
        reporter.info("c");
        assertThat(log).containsExactly("INFO a", "WARN b");
    }
}
