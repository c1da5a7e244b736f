package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.shell.internal.model.Argument;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every command, also for those that are yet to come: examples, JSON, completion, confirmation, width. */
class CatalogueSweepTest extends BusyWorldTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern WORD = Pattern.compile("(?:[^\\s']|'[^']*')+");

    /** Values that nobody can know before they are typed. */
    private static final Set<String> FREE =
            Set.of("N", "TIME", "TEXT", "JSON", "LDAP", "FILE", "DIR", "TOKEN", "PLACE", "NAME=VALUE", "KEY=VALUE");

    /** What is named like something that destroys, and does not. */
    private static final Set<String> HARMLESS = Set.of("metrics-reset");

    private static final Pattern DESTROYING = Pattern.compile(
            ".*-(remove|clear|discard|unregister|close|reset|revoke|disable|release|delete|purge|drop)");

    private static final Pattern LISTING = Pattern.compile(
            ".*-(list|history|failures)|metrics|status|help|event-sticky|channel-show|api-show|breaker-show|policy-show");

    @TempDir
    private Path folder;

    static Stream<String> names() {
        return Catalogue.commands(new CatalogueSweepTest()).stream().map(Command::name);
    }

    private Command command(String name) {
        return Catalogue.commands(this).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The words of an example, without its name, and what a test needs to say too. */
    private String[] words(Command command, String example, String... more) throws IOException {
        List<String> words = new ArrayList<>();
        WORD.matcher(example)
                .results()
                .skip(1)
                .forEach(word -> words.add(word.group().replace("'", "")));
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith("@")) {
                Path token = folder.resolve("token");
                Files.writeString(token, command.name().equals("token-refresh") ? "refresh-1" : "access-1");
                words.set(i, "@" + token);
            }
        }
        if (command.name().endsWith("-tail") && !words.contains("--for")) {
            words.addAll(List.of("--for", "100ms"));
        }
        words.addAll(Arrays.asList(more));
        return words.toArray(new String[0]);
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasAnExampleThatItTakes(String name) throws IOException {
        Command command = command(name);
        assertThat(command.examples()).isNotEmpty();
        for (String example : command.examples()) {
            assertThat(example).matches("(vagus:)?" + name + "( .*)?");
            assertThat(run(name, words(command, example, "--help"))).contains("Usage: " + name, example);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void printsJson(String name) throws IOException {
        Command command = command(name);
        String printed = run(name, words(command, command.examples().get(0), json(command)));
        assertThat(printed).isNotBlank();
        for (String document : name.endsWith("-tail") ? printed.lines().toList() : List.of(printed)) {
            assertThat(JSON.readTree(document).isMissingNode()).isFalse();
        }
    }

    private static String[] json(Command command) {
        return command.destroys() && !command.examples().get(0).contains(Command.FORCE)
                ? new String[] {Command.JSON, Command.FORCE}
                : command.examples().get(0).contains(Command.JSON) ? new String[0] : new String[] {Command.JSON};
    }

    @ParameterizedTest
    @MethodSource("names")
    void completesEveryWordThatCanBeKnown(String name) {
        for (Argument argument : command(name).arguments()) {
            if (!FREE.contains(argument.name())) {
                assertThat(argument.candidates().after(List.of("Configuration")))
                        .as("what %s of %s may be", argument.name(), name)
                        .isNotEmpty();
            }
        }
        for (Option option : command(name).options()) {
            if (!option.value().isEmpty() && !FREE.contains(option.value())) {
                assertThat(option.candidates().after(List.of()))
                        .as("what %s of %s may be", option.name(), name)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void completesNothingAndDoesNotFailWhereNothingIsStarted(String name) {
        started = false;
        keepers.clear();
        gates.clear();
        for (Argument argument : command(name).arguments()) {
            assertThat(argument.candidates().after(List.of())).isNotNull();
        }
        for (Option option : command(name).options()) {
            assertThat(option.candidates().after(List.of())).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void asksBeforeItDestroys(String name) throws IOException {
        Command command = command(name);
        assertThat(command.destroys())
                .as("%s destroys something", name)
                .isEqualTo(DESTROYING.matcher(name).matches() && !HARMLESS.contains(name));
        if (!command.destroys()) {
            return;
        }
        String[] words = Stream.of(words(command, command.examples().get(0)))
                .filter(word -> !word.equals(Command.FORCE))
                .toArray(String[]::new);
        if (name.equals("breaker-reset") || name.equals("token-revoke")) {
            words = new String[] {"--all"};
        }
        assertThat(failure(name, words))
                .endsWith("nobody can be asked without a terminal: give --force if that is meant");
        interactive = true;
        assertThat(failure(name, words)).isEqualTo("nothing was done");
        assertThat(questions).singleElement().asString().endsWith(". Go on? [y/N] ");
        answer = "y";
        assertThat(run(name, words)).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysWithoutColoursWhereThereAreNone(String name) throws IOException {
        Command command = command(name);
        assertThat(shown(command)).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @MethodSource("names")
    void fitsNarrowAndWideScreens(String name) throws IOException {
        Command command = command(name);
        if (!LISTING.matcher(name).matches()) {
            return;
        }
        for (int columns : new int[] {60, 80, 120, 250}) {
            width = columns;
            assertThat(shown(command).lines())
                    .as("%s on %d columns", name, columns)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        }
    }

    private String shown(Command command) throws IOException {
        try {
            return run(command.name(), words(command, command.examples().get(0)));
        } catch (CommandException e) {
            return e.toString();
        }
    }
}
