package dev.vagus.shell.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.shell.internal.model.Output.Person;
import dev.vagus.shell.internal.model.Output.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
    private static final Arguments NOTHING = new Arguments(Map.of());

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> questions = new ArrayList<>();

    private Output output(@Nullable Person person, boolean colours) {
        return new Output(new PrintStream(printed, true, StandardCharsets.UTF_8), new Screen(80, colours, person));
    }

    private Person answering(@Nullable String answer) {
        return question -> {
            questions.add(question);
            return answer;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", " yes ", "YES"})
    void goesOnWhenThePersonAgrees(String answer) {
        assertThatCode(() -> output(answering(answer), false).confirm(NOTHING, "the sky falls"))
                .doesNotThrowAnyException();
        assertThat(questions).containsExactly("the sky falls. Go on? [y/N] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "", "yep", "no"})
    void doesNothingOtherwise(String answer) {
        assertThatThrownBy(() -> output(answering(answer), false).confirm(NOTHING, "the sky falls"))
                .hasToString("nothing was done");
    }

    @Test
    void doesNothingWhenTheInputEnds() {
        assertThatThrownBy(() -> output(answering(null), false).confirm(NOTHING, "the sky falls"))
                .hasToString("nothing was done");
    }

    @Test
    void refusesWhereNobodyCanBeAsked() {
        assertThatThrownBy(() -> output(null, false).confirm(NOTHING, "the sky falls"))
                .hasToString("the sky falls; nobody can be asked without a terminal: give --force if that is meant");
    }

    @Test
    void forceAsksNobody() {
        Arguments forced = new Arguments(Map.of(Command.FORCE, List.of()));

        assertThatCode(() -> output(null, false).confirm(forced, "the sky falls"))
                .doesNotThrowAnyException();
        assertThatCode(() -> output(answering("n"), false).confirm(forced, "the sky falls"))
                .doesNotThrowAnyException();
        assertThat(questions).isEmpty();
    }

    @Test
    void showsColoursOnlyWhereThereAreSome() {
        Table<String> table = new Table<String>().text("WHAT", each -> "door").state("STATE", each -> each);

        output(null, false).table(table, List.of("open"));
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactly("WHAT  STATE", "door  open");

        printed.reset();
        output(null, true).table(table, List.of("open", "closed", "ajar"));
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "\u001b[1mWHAT  STATE\u001b[0m",
                        "door  \u001b[31mopen\u001b[0m",
                        "door  \u001b[32mclosed\u001b[0m",
                        "door  ajar");
    }

    @Test
    void saysOfAStateHowItIs() {
        assertThat(Tone.ofState("HEALTHY")).isEqualTo(Tone.GOOD);
        assertThat(Tone.ofState("half-open ")).isEqualTo(Tone.WARNING);
        assertThat(Tone.ofState("failed")).isEqualTo(Tone.BAD);
        assertThat(Tone.ofState("")).isEqualTo(Tone.PLAIN);
    }
}
