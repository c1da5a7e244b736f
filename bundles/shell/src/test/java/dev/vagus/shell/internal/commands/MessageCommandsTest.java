package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.Priority;
import dev.vagus.shell.internal.commands.FakeBus.FakeMessage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageCommandsTest extends CommandTest {
    @BeforeEach
    void makeChannel() {
        bus.createChannel(ChannelSpec.named("Configuration"));
    }

    @Test
    void sendsWhatTheWordsSay() {
        String printed = run(
                "message-send",
                "Configuration",
                "ConfigChanged",
                "module=LabRunner",
                "newValue=10",
                "--priority",
                "high",
                "--ttl",
                "30",
                "--header",
                "a=1",
                "--header",
                "b=x=y",
                "--correlation",
                "c-1");

        FakeMessage message = bus.sent.get(0);
        assertThat(printed).isEqualToIgnoringNewLines("sent " + message.id() + " to Configuration");
        assertThat(message.data()).isEqualTo(Map.of("module", "LabRunner", "newValue", 10));
        assertThat(message.priority()).isEqualTo(Priority.HIGH);
        assertThat(message.timeToLive()).isEqualTo(Duration.ofSeconds(30));
        assertThat(message.headers()).isEqualTo(Map.of("a", "1", "b", "x=y"));
        assertThat(message.correlationId()).isEqualTo("c-1");
    }

    @Test
    void explainsWhoWouldGetAMessageAndSendsNothing() {
        assertThat(run("message-explain", "Configuration", "B", "a=1"))
                .contains("S1", "not-offered", "its type A does not match")
                .contains("S1 by policy: timeout.ms=500 (dev.vagus.policy~lab)")
                .contains("S1 is guarded: closed, 0 failures in a row")
                .doesNotContain("refused");
        assertThat(run("message-explain", "Configuration", "B", "--header", "refuse=1"))
                .startsWith("it would be refused: it is drained");
        assertThat(run("message-explain", "Configuration", "B", "--json")).contains("\"recipients\" :");
        assertThat(bus.sent).isEmpty();
    }

    @Test
    void waitsForAnAnswerWhenAskedTo() {
        assertThat(run("message-send", "Configuration", "Ask", "a=1", "--request", "2"))
                .startsWith("LabRunner answered ")
                .contains("PT2S");
        assertThat(run("message-send", "Configuration", "Ask", "--request", "2", "--json"))
                .contains("\"source\" : \"LabRunner\"");
    }

    @Test
    void sendsJsonThatWordsOverrule() {
        String printed = run(
                "message-send", "Configuration", "T", "b=2", "--data", "{\"a\":[1,{\"x\":null}],\"b\":1}", "--json");

        assertThat(bus.sent.get(0).data()).hasToString("{a=[1, {x=null}], b=2}");
        assertThat(printed).contains("\"id\" : \"" + bus.sent.get(0).id() + "\"");
    }

    @Test
    void saysThatTheChannelIsNew() {
        assertThat(run("message-send", "Confguration", "T")).contains("to the new channel Confguration");
    }

    @Test
    void refusesWordsThatAreNoPayload() {
        assertThat(failure("message-send", "C", "T", "nonsense"))
                .isEqualTo("'nonsense' must be KEY=VALUE, such as Name=web-1");
        assertThat(failure("message-send", "C", "T", "--data", "[1]")).startsWith("--data must be a JSON object");
        assertThat(failure("message-send", "C", "T", "--data", "{oops"))
                .startsWith("--data must be a JSON object")
                .doesNotContain("\n");
        assertThat(failure("message-send", "C", "T", "--header", "h"))
                .isEqualTo("--header must be NAME=VALUE, but is 'h'");
        assertThat(bus.sent).isEmpty();
    }

    @Test
    void followsAChannelUntilEnoughHasCome() {
        bus.arriving.add(FakeMessage.of("Configuration", "ConfigChanged", Map.of("setting", "MaxJobs")));
        bus.arriving.add(FakeMessage.of("Configuration", "ConfigChanged", Map.of("setting", "Other")));

        String printed = run("message-tail", "Configuration", "--type", "Config*", "--filter", "(a=b)", "--count", "1");

        assertThat(printed)
                .contains("ConfigChanged  from LabRunner  {\"setting\":\"MaxJobs\"}", "1 shown")
                .doesNotContain("Other");
        assertThat(bus.subscribed.get(0).type()).isEqualTo("Config*");
        assertThat(bus.subscribed.get(0).filter()).isEqualTo("(a=b)");
        assertThat(bus.open).isZero();
    }

    @Test
    void followsAChannelUntilTheTimeIsOver() {
        assertThat(run("message-tail", "Configuration", "--for", "20ms")).isEqualToIgnoringNewLines("none came");
        assertThat(bus.open).isZero();
    }

    @Test
    void printsOneJsonObjectPerLineAndNothingElse() {
        bus.arriving.add(FakeMessage.of("Configuration", "A", Map.of()));
        bus.arriving.add(FakeMessage.of("Configuration", "B", Map.of("n", 1)));

        assertThat(run("message-tail", "Configuration", "--count", "2", "--json")
                        .lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"id\":") && line.endsWith("}}"));
    }

    @Test
    void endsWhenTheBusStops() {
        interactive = true;
        bus.stopped = true;

        assertThat(run("message-tail", "Configuration"))
                .contains("following the messages of Configuration; Ctrl-C ends", "their bundle has stopped");
    }

    @Test
    void endsWhenTheUserBreaksItOff() {
        interactive = true;
        Thread.currentThread().interrupt();

        assertThat(run("message-tail", "Configuration")).contains("none came");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(bus.open).isZero();
    }

    @Test
    void doesNotFollowForEverWhereNobodyCanBreakItOff() {
        assertThat(failure("message-tail", "Configuration"))
                .isEqualTo("without a terminal, say when to end: --count N or --for TIME");
        assertThat(failure("message-tail", "Confguration", "--count", "1"))
                .isEqualTo("no channel Confguration; did you mean Configuration?");
        assertThat(bus.subscribed).isEmpty();
    }

    @Test
    void tellsHowManyCameTooFast() {
        for (int i = 0; i < 1_003; i++) {
            bus.arriving.add(FakeMessage.of("Configuration", "T", Map.of()));
        }

        assertThat(run("message-tail", "Configuration", "--count", "1000")).contains("3 came too fast to be shown");
    }

    @Test
    void listsAndClosesSubscriptions() {
        bus.subscriptions.add(FakeBus.subscription("s-1", "Configuration"));

        assertThat(run("subscription-list")).contains("(module=LabRunner)", "active");
        assertThat(run("subscription-list", "--channel", "Other")).isEqualToIgnoringNewLines("no subscriptions");
        assertThat(failure("subscription-close", "s-2")).isEqualTo("no subscription s-2; did you mean s-1?");
        assertThat(run("subscription-close", "s-1", "--force")).isEqualToIgnoringNewLines("closed subscription s-1");
        assertThat(bus.subscriptions).isEmpty();
    }
}
