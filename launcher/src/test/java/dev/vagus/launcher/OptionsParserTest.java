package dev.vagus.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsParserTest {
    @Test
    void runsWithTheFoldersBesideTheJarByDefault() throws UsageException {
        Options options = OptionsParser.parse();
        assertThat(options.action()).isEqualTo(Options.Action.RUN);
        assertThat(options.commands()).isNull();
        assertThat(options.patience()).isEqualTo(Duration.ofSeconds(10));
        Folders folders = Folders.of(options, Path.of("/opt/vagus/vagus.jar"));
        assertThat(folders)
                .isEqualTo(new Folders(
                        Path.of("/opt/vagus/modules"),
                        Path.of("/opt/vagus/conf"),
                        Path.of("/opt/vagus/data"),
                        Path.of("/opt/vagus/log")));
        assertThat(folders.cache()).isEqualTo(Path.of("/opt/vagus/data/cache"));
    }

    @Test
    void takesValuesAsNextWordOrAfterAnEqualsSign() throws UsageException {
        Options options = OptionsParser.parse("--home", "/h", "--modules=/m", "--log", "/l", "-c", "a; b", "--wait=3");
        assertThat(options.commands()).isEqualTo("a; b");
        assertThat(options.patience()).isEqualTo(Duration.ofSeconds(3));
        assertThat(Folders.of(options, Path.of("/opt/vagus.jar")))
                .isEqualTo(new Folders(Path.of("/m"), Path.of("/h/conf"), Path.of("/h/data"), Path.of("/l")));
    }

    @Test
    void aRelativeFolderIsBelowTheWorkingDirectory() throws UsageException {
        assertThat(OptionsParser.parse("--data", "x/../y").data())
                .isEqualTo(Path.of("").toAbsolutePath().resolve("y"));
    }

    @Test
    void questionsWinOverEverythingElse() throws UsageException {
        assertThat(OptionsParser.parse("-c", "x", "--help").action()).isEqualTo(Options.Action.HELP);
        assertThat(OptionsParser.parse("--version").action()).isEqualTo(Options.Action.VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nosuch",
                "-x",
                "modules",
                "--home",
                "--home=",
                "-c",
                "--wait=x",
                "--wait=-1",
                "--http=0",
                "--http=x",
                "--http=65536",
                "--attach",
                "--help=1"
            })
    void refusesWhatItDoesNotKnow(String argument) {
        String name = argument.split("=", 2)[0];
        assertThatThrownBy(() -> OptionsParser.parse(argument))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(name);
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(OptionsParser.HELP)
                .contains(
                        "--home", "--modules", "--conf", "--data", "--log", "-c,", "--command", "--wait", "--version");
    }
}
