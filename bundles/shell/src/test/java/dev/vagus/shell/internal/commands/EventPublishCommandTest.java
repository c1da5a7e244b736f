package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EventPublishCommandTest extends CommandTest {
    @Test
    void handsOverWhatTheOptionsSay() {
        run("event-publish", "A", "--broadcast", "--persist", "--sticky", "--key", "web-1");
        run("event-publish", "B", "--no-persist", "--unsticky");
        run("event-publish", "C", "--sticky", "--encrypted");
        run("event-publish", "D", "--unsticky", "--key", "web-1");
        run("event-publish", "E");

        assertThat(events.wishes)
                .containsExactly(
                        "A [broadcast, persist true, sticky web-1]",
                        "B [persist false, unsticky]",
                        "C [encrypted, sticky]",
                        "D [unsticky web-1]",
                        "E []");
    }

    @Test
    void waitsUntilAStoreHasTheEvent() {
        events.persisted = CompletableFuture.completedFuture(true);

        assertThat(run("event-publish", "A", "--wait", "5s"))
                .endsWith(", and the store has it" + System.lineSeparator());
        assertThat(run("event-publish", "A", "--wait", "5s", "--json")).contains("\"persisted\" : true");
        assertThat(run("event-publish", "A", "--json")).doesNotContain("persisted");
    }

    @Test
    void saysThatNoStoreHasIt() {
        events.persisted = CompletableFuture.completedFuture(false);
        assertThat(failure("event-publish", "A", "--wait", "5s"))
                .startsWith("published " + events.published.get(0).id() + ", but no store keeps it: there is none");
        history.hasStore = true;
        assertThat(failure("event-publish", "A", "--wait", "5s"))
                .contains("keeps it: the history leaves it out", "--persist");

        events.persisted = CompletableFuture.failedFuture(new IllegalStateException("disk full"));
        assertThat(failure("event-publish", "A", "--wait", "5s")).endsWith(", but the store failed: disk full");

        events.persisted = new CompletableFuture<>();
        assertThat(failure("event-publish", "A", "--wait", "10ms"))
                .endsWith(", but the store has not written it within 0.01s; it may still do so");
    }

    @Test
    void refusesWhatDoesNotGoTogetherAndPublishesNothing() {
        assertThat(failure("event-publish", "A", "--persist", "--no-persist"))
                .isEqualTo("--no-persist does not go with --persist: no store would get it");
        assertThat(failure("event-publish", "A", "--wait", "1s", "--no-persist"))
                .isEqualTo("--no-persist does not go with --wait: no store would get it");
        assertThat(failure("event-publish", "A", "--sticky", "--unsticky"))
                .startsWith("--sticky and --unsticky do not");
        assertThat(failure("event-publish", "A", "--key", "k")).isEqualTo("--key needs --sticky or --unsticky");
        assertThat(failure("event-publish", "A", "--key", "", "--sticky")).startsWith("--key must not be empty");
        assertThat(failure("event-publish", "A", "--correlation", "")).startsWith("--correlation must not be empty");
        assertThat(failure("event-publish", "A", "--wait", "soon")).startsWith("--wait must be a length of time");
        assertThat(failure("event-publish", "A", "--data", "x")).startsWith("--data must be a JSON object");
        assertThat(failure("event-publish", "A", "--stiky")).contains("did you mean --sticky");
        assertThat(failure("event-publish", "A", "--broadcast=yes")).contains("--broadcast takes no value");
        assertThat(events.published).isEmpty();
    }
}
