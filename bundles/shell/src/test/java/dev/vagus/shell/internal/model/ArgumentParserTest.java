package dev.vagus.shell.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentParserTest {
    private static final Command COMMAND = Command.named("wash", "wash things")
            .argument("WHAT", "what to wash")
            .optional("WITH", "what to wash it with", List::of)
            .many("MORE", "more of it", Candidates.NONE)
            .option("--heat", "DEGREES", "how hot")
            .repeatable("--add", "THING", "what to add")
            .option("--for", "TIME", "how long")
            .json()
            .example("wash shirt")
            .does((arguments, output) -> output.line("washed"));

    private static Arguments parse(String... words) {
        return ArgumentParser.parse(COMMAND, List.of(words));
    }

    @Test
    void takesOptionsAnywhereInBothForms() {
        Arguments arguments =
                parse("--heat", "60", "shirt", "--add=soap", "powder", "--add", "a=b", "x", "--json", "y");

        assertThat(arguments.get("WHAT")).isEqualTo("shirt");
        assertThat(arguments.find("WITH")).isEqualTo("powder");
        assertThat(arguments.all("MORE")).containsExactly("x", "y");
        assertThat(arguments.count("--heat")).isEqualTo(60);
        assertThat(arguments.all("--add")).containsExactly("soap", "a=b");
        assertThat(arguments.has("--json")).isTrue();
        assertThat(arguments.has("--for")).isFalse();
    }

    @Test
    void takesEverythingAfterTwoDashesAsArguments() {
        assertThat(parse("--", "--heat", "-x").get("WHAT")).isEqualTo("--heat");
    }

    @Test
    void leavesOutWhatIsOptional() {
        Arguments arguments = parse("shirt");

        assertThat(arguments.find("WITH")).isNull();
        assertThat(arguments.find("WITH", "water")).isEqualTo("water");
        assertThat(arguments.all("MORE")).isEmpty();
        assertThat(arguments.count("--heat")).isNull();
        assertThat(arguments.duration("--for")).isNull();
    }

    @Test
    void saysWhatIsWrongAndWhatWouldBeRight() {
        String usage = "usage: wash WHAT [WITH] [MORE...] [OPTIONS]";
        assertThatThrownBy(() -> parse()).hasMessage("wash: WHAT is missing (what to wash); " + usage);
        assertThatThrownBy(() -> parse("a", "--heta", "5"))
                .hasMessage("wash: no option --heta; did you mean --heat? " + usage);
        assertThatThrownBy(() -> parse("a", "--zebra")).hasMessage("wash: no option --zebra; " + usage);
        assertThatThrownBy(() -> parse("a", "--heat"))
                .hasMessage("wash: --heat needs a value: --heat DEGREES; " + usage);
        assertThatThrownBy(() -> parse("a", "--heat", "5", "--heat", "6"))
                .hasMessage("wash: --heat was given twice; " + usage);
        assertThatThrownBy(() -> parse("a", "--json=x")).hasMessage("wash: --json takes no value; " + usage);
    }

    @Test
    void refusesMoreArgumentsThanThereAre() {
        Command one = Command.named("dry", "dry it").argument("WHAT", "what").does((arguments, output) -> {});

        assertThatThrownBy(() -> ArgumentParser.parse(one, List.of("a", "b")))
                .hasMessage("dry: 'b' is too much; usage: dry WHAT [OPTIONS]");
    }

    @Test
    void readsLengthsOfTime() {
        assertThat(parse("a", "--for", "90").duration("--for")).isEqualTo(Duration.ofSeconds(90));
        assertThat(parse("a", "--for", "500ms").duration("--for")).isEqualTo(Duration.ofMillis(500));
        assertThat(parse("a", "--for", "10s").duration("--for")).isEqualTo(Duration.ofSeconds(10));
        assertThat(parse("a", "--for", "5m").duration("--for")).isEqualTo(Duration.ofMinutes(5));
        assertThat(parse("a", "--for", "2h").duration("--for")).isEqualTo(Duration.ofHours(2));
        assertThat(parse("a", "--for", "1d").duration("--for")).isEqualTo(Duration.ofDays(1));
        assertThat(parse("a", "--for", "PT1M30S").duration("--for")).isEqualTo(Duration.ofSeconds(90));
        for (String wrong : List.of("0", "-5s", "soon", "5 m", "99999999999")) {
            assertThatThrownBy(() -> parse("a", "--for", wrong).duration("--for"))
                    .hasMessage(
                            "--for must be a length of time such as 500ms, 30s, 5m, 2h or 1d, but is '" + wrong + "'");
        }
    }

    @Test
    void asksForHelpWithoutTheRestOfTheLine() {
        assertThat(parse("--help").has("--help")).isTrue();
    }
}
