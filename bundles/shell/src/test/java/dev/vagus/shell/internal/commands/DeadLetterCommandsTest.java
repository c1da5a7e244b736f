package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.Redrive;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.shell.internal.commands.FakeBus.FakeMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterCommandsTest extends CommandTest {
    private final TimeOrderedId id = TimeOrderedId.next();

    @BeforeEach
    void leaveALetter() {
        bus.deadLetters.add(letter(id));
    }

    static DeadLetter letter(TimeOrderedId id) {
        ErrorRecord deeper = new ErrorRecord(ErrorCategory.INTERNAL, "D", "disk full", List.of(), null);
        ErrorRecord cause = new ErrorRecord(ErrorCategory.INTERNAL, "E", "no", List.of("X", "Y"), deeper);
        return new DeadLetter(
                id,
                FakeMessage.of("Orders", "Placed", Map.of("id", 7)),
                "s-1",
                "Shop",
                5,
                Instant.EPOCH,
                Instant.EPOCH,
                cause,
                true);
    }

    @Test
    void listsThoseThatAreMeant() {
        assertThat(run("dead-letter-list")).contains(id.toString(), "Orders", "Placed", "Shop", "E: no");
        assertThat(run("dead-letter-list", "--json")).contains("\"attempts\" : 5", "\"id\" : 7");
        assertThat(run("dead-letter-list", "--channel", "Other")).isEqualToIgnoringNewLines("no dead letters");
        assertThat(run("dead-letter-list", "--subscription", "s-1", "--type", "Placed"))
                .contains("Shop");
    }

    @Test
    void saysWhyWhatIsInOneIsWithheld() {
        DeadLetter all = bus.deadLetters.get(0);
        assertThat(run("dead-letter-show", id.toString())).doesNotContain("withheld");
        bus.deadLetters.set(
                0,
                new DeadLetter(
                        id,
                        FakeMessage.of("Orders", "Placed", null),
                        all.subscription(),
                        all.module(),
                        all.attempts(),
                        all.firstFailedAt(),
                        all.failedAt(),
                        all.cause(),
                        true,
                        "module vagus-shell may not get messages of channel Orders"));

        assertThat(run("dead-letter-show", id.toString())).containsPattern("withheld +module vagus-shell may not get");
        assertThat(run("dead-letter-show", id.toString(), "--json"))
                .contains("\"withheld\" : \"module vagus-shell may not get messages of channel Orders\"");
    }

    @Test
    void tellsWhichAreInTheStoreAndWhatItLacks() {
        assertThat(run("dead-letter-list").lines().toList().get(1)).containsPattern(" yes +E: no");
        assertThat(run("dead-letter-list", "--json")).contains("\"stored\" : true");
        bus.deadLetters.set(0, bus.deadLetters.get(0).stored(false));
        bus.deadLetterSnapshot = new DeadLetterSnapshot(1, 1_000, 5, true, 1, 4, null);

        assertThat(run("dead-letter-list").lines().toList())
                .anyMatch(line -> line.matches(".* no +E: no"))
                .endsWith(
                        "1 dead letter not in the store, which is behind or fails: see the log",
                        "4 dead letters never came into the store since the bus started");
        assertThat(run("dead-letter-list", "--json"))
                .contains("\"stored\" : false")
                .doesNotContain("see the log");
    }

    @Test
    void showsOneWithItsMessageAndItsCause() {
        assertThat(run("dead-letter-show", id.toString())).contains("Placed", "firstFailedAt");
        assertThat(run("dead-letter-show", id.toString()).lines().map(String::strip))
                .contains("category  internal", "message   no", "- at  X", "- at  Y", "message   disk full")
                .noneMatch(line -> line.contains("ErrorRecord["));
        assertThat(failure("dead-letter-show", TimeOrderedId.next().toString()))
                .contains("dead-letter-list shows what there is");
        assertThat(failure("dead-letter-show", "x")).contains("an id has 13 characters");
    }

    @Test
    void redrivesOneOrThoseThatAreMeant() {
        assertThat(run("dead-letter-redrive", id.toString())).contains("for subscription s-1");
        assertThat(bus.redriven).containsExactly(id + " to its own");
        bus.redriveResult = Redrive.NO_SUBSCRIPTION;
        assertThat(failure("dead-letter-redrive", id.toString(), "--to", "other"))
                .contains("no subscription other on channel Orders", "stays a dead letter");
        bus.redriveResult = Redrive.NO_ROOM;
        assertThat(failure("dead-letter-redrive", id.toString())).contains("no room");
        assertThat(run("dead-letter-redrive", "--channel", "Orders"))
                .isEqualToIgnoringNewLines("queued 1 of 1 dead letter");
    }

    @Test
    void discardsOneOrThoseThatAreMeantAndNothingByMistake() {
        assertThat(failure("dead-letter-discard")).contains("say which");
        assertThat(failure("dead-letter-redrive")).contains("say which");
        assertThat(run("dead-letter-discard", "--type", "Other", "--force")).contains("discarded 0 dead letters");
        assertThat(run("dead-letter-discard", id.toString(), "--force")).contains("discarded dead letter " + id);
        assertThat(bus.deadLetters).isEmpty();
        assertThat(failure("dead-letter-discard", id.toString())).contains("no dead letter");
        assertThat(run("dead-letter-discard", "--all", "--force")).startsWith("discarded 0 ");
    }
}
