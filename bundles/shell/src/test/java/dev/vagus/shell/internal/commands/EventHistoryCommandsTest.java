package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.StickyEvent;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventHistoryCommandsTest extends CommandTest {
    private ModuleEvent keep(String name, Map<String, Object> data) {
        ModuleEvent event = FakeEvents.event(name, data);
        history.kept.add(event);
        return event;
    }

    @Test
    void listsTheLatestFirstWithWhatTheySay() {
        ModuleEvent first = keep("LabStepStarted", Map.of("StepName", "DeployVM"));
        ModuleEvent second = keep("LabStepCompleted", Map.of());

        List<String> lines = run("event-history").lines().toList();

        assertThat(lines.get(0)).matches("TIME +ID +NAME +CHANNEL +SOURCE +DATA");
        assertThat(lines.get(1)).contains(second.id(), "LabStepCompleted", "Events", "LabRunner", "{}");
        assertThat(lines.get(2)).contains(first.id(), "{\"StepName\":\"DeployVM\"}");
        assertThat(lines.get(3))
                .isEqualTo("2 shown, no more; the history holds 2 of at most 2000 in memory, and there is no store");
    }

    @Test
    void asksForWhatTheWordsSay() {
        run(
                "event-history",
                "Lab*",
                "--channel",
                "La*",
                "--source",
                "Lab Runner*",
                "--correlation",
                "c",
                "--since",
                "2026-01-31T08:00:00Z",
                "--until",
                "2026-01-31T10:00:00+01:00",
                "--text",
                "Deploy VM",
                "--limit",
                "7",
                "--oldest-first",
                "--after",
                "01jd6x8z3t000");

        assertThat(history.firstAsked())
                .isEqualTo(EventQuery.ALL
                        .named("Lab*")
                        .on("La*")
                        .by("Lab Runner*")
                        .correlatedBy("c")
                        .between(Instant.parse("2026-01-31T08:00:00Z"), Instant.parse("2026-01-31T09:00:00Z"))
                        .containing("Deploy VM")
                        .limit(7)
                        .oldestFirst()
                        .after("01JD6X8Z3T000"));
    }

    @Test
    void takesSinceAsHowLongAgo() {
        Instant before = Instant.now().minus(Duration.ofHours(2)).minusMillis(1);
        run("event-history", "--since", "2h");

        assertThat(history.firstAsked().from()).isBetween(before, Instant.now().minus(Duration.ofHours(2)));
        assertThat(history.firstAsked().until()).isNull();
    }

    @Test
    void namesTheLineThatShowsTheNextPage() {
        ModuleEvent a = keep("A1", Map.of());
        ModuleEvent b = keep("A2", Map.of());
        ModuleEvent c = keep("A3", Map.of());

        String printed =
                run("event-history", "A*", "--since", "2026-01-31T08:00:00Z", "--text", "it's", "--limit", "2");

        assertThat(printed).contains(c.id(), b.id()).doesNotContain(a.id());
        assertThat(printed.lines())
                .last()
                .isEqualTo("2 shown; the next page: event-history 'A*'"
                        + " --since 2026-01-31T08:00:00Z --text \"it's\" --limit 2 --after " + b.id());
        assertThat(run("event-history", "A*", "--limit", "2", "--after", b.id()))
                .contains(a.id(), "1 shown, no more")
                .doesNotContain(c.id());
        assertThat(run("event-history", "--after", a.id())).isEqualToIgnoringNewLines("no more events");
        assertThat(run("event-history", "--limit", "1", "--oldest-first")).contains("--oldest-first --after " + a.id());
    }

    @Test
    void givesAPageAsJsonWithThePlaceOfTheNext() {
        ModuleEvent a = keep("A", Map.of("n", 1));
        keep("B", Map.of());

        assertThat(run("event-history", "--json", "--limit", "1", "--oldest-first"))
                .contains("\"name\" : \"A\"", "\"n\" : 1", "\"next\" : \"" + a.id() + "\"");
        assertThat(run("event-history", "--json")).contains("\"next\" : null");
        assertThat(run("event-history", "Nothing", "--json")).contains("\"events\" : [ ]");
    }

    @Test
    void neverShowsSecrets() {
        Map<String, Object> data = Map.of(
                "User", "ann", "Db", Map.of("db-Password", "hunter2"), "Keys", List.of(Map.of("api_key", "k9k9")));
        ModuleEvent event = keep("LoggedIn", data);
        history.sticky.add(new StickyEvent("", event));
        events.arriving.add(event);

        for (String printed : List.of(
                run("event-history"),
                run("event-history", "--json"),
                run("event-show", event.id()),
                run("event-show", event.id(), "--json"),
                run("event-sticky"),
                run("event-sticky", "--json"),
                run("event-tail", "--count", "1"),
                run("event-tail", "--count", "1", "--json"))) {
            assertThat(printed).contains("ann", "***").doesNotContain("hunter2", "k9k9");
        }
    }

    @Test
    void cutsLongDataInTheListAndShowsAllOfItByItself() {
        ModuleEvent event = keep("Long", Map.of("Text", "x".repeat(5_000)));

        assertThat(run("event-history")).contains("xxx...").doesNotContain("x".repeat(300));
        assertThat(run("event-show", event.id())).contains("x".repeat(5_000));
    }

    @Test
    void saysWhatMayHaveBeenMeantWhenNothingMatches() {
        keep("LabStepStarted", Map.of());

        assertThat(run("event-history", "LabStepStartd")).startsWith("no such events; did you mean LabStepStarted?");
        assertThat(run("event-history", "labstepstarted", "--channel", "X"))
                .startsWith("no such events; did you mean LabStepStarted?");
        assertThat(run("event-history", "--channel", "Event"))
                .startsWith("no such events; did you mean --channel Events?");
        assertThat(run("event-history", "--source", "LabRuner"))
                .startsWith("no such events; did you mean --source LabRunner?");
        assertThat(run("event-history", "Zzz"))
                .startsWith("no such events; the history holds 1 of at most 2000 in memory, and there is no store");
    }

    @Test
    void saysWhatTheHistoryAndTheStoreKeep() {
        history.capacity = 0;
        assertThat(run("event-history"))
                .isEqualToIgnoringNewLines("no events: none are kept, since history.capacity of dev.vagus.events is 0");
        history.hasStore = true;
        history.unstored = 3;
        assertThat(run("event-history")).contains("and a store has more, in which 3 are missing");
    }

    @Test
    void saysThatTheHistoryIsNotThere() {
        started = false;

        for (String line :
                List.of("event-history", "event-show 01JD6X8Z3T000", "event-clear --all --force", "event-sticky")) {
            String[] words = line.split(" ");
            assertThat(failure(words[0], List.of(words).subList(1, words.length).toArray(new String[0])))
                    .isEqualTo("the event history is not there: bundle dev.vagus.events is not started");
        }
    }

    @Test
    void showsOtherOsgiEventsByTheirTopic() {
        ModuleEvent event = new ModuleEvent(
                TimeOrderedId.next().toString(),
                "org/acme/Heated",
                "",
                "",
                Instant.EPOCH,
                null,
                Map.of("degrees", 90, "password", "hunter2"));
        history.kept.add(event);
        keep("LabStepStarted", Map.of());

        assertThat(run("event-history", "org/acme/*"))
                .contains("org/acme/Heated  -        -       {")
                .contains("\"degrees\":90", "***")
                .doesNotContain("LabStepStarted", "hunter2");
        assertThat(run("event-history", "*/*", "--json")).contains("\"channel\" : \"\"");
        assertThat(run("event-show", event.id()).lines()).contains("name           org/acme/Heated");
        assertThat(run("event-history", "org/acme/Heatd")).contains("did you mean org/acme/Heated?");
        assertThat(run("event-clear", "org/*", "--force")).isEqualToIgnoringNewLines("forgot 1 event");
    }

    @Test
    void replaysNoOtherOsgiEvents() {
        assertThat(failure("event-replay", "Lab", "org/acme/*"))
                .isEqualTo("'org/acme/*' means topics of other OSGi events, which no handler of Vagus events hears");
    }

    @Test
    void showsOneEventWithItsDataAsStructure() {
        ModuleEvent event = new ModuleEvent(
                TimeOrderedId.next().toString(),
                "Done",
                "Lab",
                "LabRunner",
                Instant.EPOCH,
                "c 1",
                Map.of("Steps", List.of(Map.of("Name", "DeployVM"))));
        history.kept.add(event);
        ModuleEvent sticky = FakeEvents.event("State", Map.of("n", 2));
        history.sticky.add(new StickyEvent("web-1", sticky));

        assertThat(run("event-show", event.id()).lines())
                .contains("name           Done", "data", "  Steps", "    - Name  DeployVM")
                .last()
                .isEqualTo("of the same affair: event-history --correlation 'c 1'");
        assertThat(run("event-show", event.id().toLowerCase(java.util.Locale.ROOT), "--json"))
                .contains("\"channel\" : \"Lab\"");
        assertThat(run("event-show", sticky.id())).contains("State").doesNotContain("marks");
        assertThat(run("event-show", "--help")).contains("ID");
    }

    @Test
    void saysWhatIsWrongWithAnId() {
        keep("A", Map.of());

        assertThat(failure("event-show", "x"))
                .isEqualTo("an id has 13 characters, but this is 'x'; event-history shows those that there are");
        assertThat(failure("event-show", "!1JD6X8Z3T000")).contains("wrong character at 1");
        assertThat(failure("event-show", "0000000000000"))
                .isEqualTo("no event 0000000000000 in the history: event-history shows what there is");
        assertThat(failure("event-show")).contains("ID is missing");
    }

    @Test
    void forgetsWhatIsMeantAndNothingByMistake() {
        keep("A", Map.of());
        keep("B", Map.of());

        assertThat(failure("event-clear"))
                .startsWith("say which: a name pattern, --channel")
                .endsWith("or --all");
        assertThat(failure("event-clear", "*")).startsWith("say which");
        assertThat(failure("event-clear", "A", "--all")).startsWith("--all means every event");
        assertThat(history.kept).hasSize(2);
        assertThat(run("event-clear", "A", "--force")).isEqualToIgnoringNewLines("forgot 1 event");
        assertThat(run("event-clear", "Bb", "--force")).isEqualToIgnoringNewLines("forgot 0 events; did you mean B?");
        assertThat(run("event-clear", "--all", "--json", "--force")).contains("\"cleared\" : 1");
        assertThat(history.kept).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event-history", "event-clear", "event-replay", "event-sticky", "event-sticky-clear"})
    void everyCriterionSaysWhatWouldBeRight(String command) {
        assertThat(wrong(command, "--channel", "a/b"))
                .isEqualTo("--channel 'a/b' can match nothing: use at most 128"
                        + " letters, digits, '_' and '-', and * for any characters");
        assertThat(wrong(command, "--channel", "")).isEqualTo("--channel must not be empty; leave it out for any");
        assertThat(wrong(command, "--source", " ")).isEqualTo("--source must not be empty; leave it out for any");
        assertThat(wrong(command, "--correlation", "")).startsWith("--correlation must not be empty");
        assertThat(wrong(command, "--text", "")).startsWith("--text must not be empty");
        assertThat(wrong(command, "--since", "soon"))
                .isEqualTo(
                        "--since must be how long ago, such as 30s, 5m, 2h or 1d, or a time such as 08:30, 2026-01-31,"
                                + " 2026-01-31T08:30 or 2026-01-31T08:30:00Z, but is 'soon'");
        assertThat(wrong(command, "--since", "2999-01-01")).startsWith("--since must be in the past, but '2999-01-01'");
        assertThat(wrong(command, "--until", "-5m")).startsWith("--until must be how long ago");
        assertThat(wrong(command, "--since", "1m", "--until", "2m")).startsWith("--since must be before --until");
        assertThat(wrong(command, "--chanel", "x")).contains("no option --chanel; did you mean --channel?");
        assertThat(wrong(command, "--text")).contains("--text needs a value");
        assertThat(history.asked).isEmpty();
    }

    private String wrong(String command, String... options) {
        if (!command.equals("event-replay")) {
            return failure(command, options);
        }
        String[] words = new String[options.length + 1];
        words[0] = "Progress";
        System.arraycopy(options, 0, words, 1, options.length);
        return failure(command, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--limit|0|--limit must be a whole number of at least 1, but is '0'",
                "--limit|many|--limit must be a whole number of at least 1, but is 'many'",
                "--limit|10001|--limit must be at most 10000, but is '10001'; the rest comes page by page",
                "--after|2|--after must be the id of an event, as the end of the page before names it, but is '2'",
            })
    void thePagingSaysWhatWouldBeRight(String option, String value, String message) {
        assertThat(failure("event-history", option, value)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Lab Step|the pattern of names 'Lab Step' can match nothing",
                "Lab?|the pattern of names 'Lab?' can match nothing",
                "dev/vagus/event/Events/X|'dev/vagus/event/Events/X' is a topic; say the name as the pattern, and --channel",
            })
    void aPatternThatNothingCanMatchIsRefused(String pattern, String message) {
        assertThat(failure("event-history", pattern)).startsWith(message);
    }
}
