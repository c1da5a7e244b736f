package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.module.TimeOrderedId;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlCommandsTest extends CommandTest {
    @BeforeEach
    void makeChannel() {
        bus.createChannel(ChannelSpec.named("Orders"));
        bus.subscriptions.add(FakeBus.subscription("S1", "Orders"));
    }

    @Test
    void pausesAndResumesTheBusAChannelOrASubscription() {
        assertThat(run("bus-pause", "--reason", "repair")).isEqualToIgnoringNewLines("paused the message bus");
        assertThat(run("bus-pause", "Orders")).isEqualToIgnoringNewLines("paused channel Orders");
        assertThat(run("bus-pause", "--subscription", "S1")).isEqualToIgnoringNewLines("paused subscription S1");
        assertThat(run("bus-resume")).isEqualToIgnoringNewLines("resumed the message bus");
        assertThat(run("bus-resume", "Orders")).isEqualToIgnoringNewLines("resumed channel Orders");
        assertThat(run("bus-resume", "--subscription", "S1")).isEqualToIgnoringNewLines("resumed subscription S1");
        assertThat(bus.orders)
                .containsExactly(
                        "pause bus repair", "pause Orders ", "pause S1", "resume bus", "resume Orders", "resume S1");
    }

    @Test
    void saysWhatIsNotThereOrTooMuch() {
        assertThat(failure("bus-pause", "Order")).isEqualTo("no channel Order; did you mean Orders?");
        assertThat(failure("bus-pause", "--subscription", "S2")).isEqualTo("no subscription S2; did you mean S1?");
        assertThat(failure("bus-resume", "Orders", "--subscription", "S1")).contains("not both");
    }

    @Test
    void whatManagesTheBusDoesItOnBehalfOfATokenIfThereIsOne() {
        DeadLetter letter = DeadLetterCommandsTest.letter(TimeOrderedId.next());
        for (String[] line : new String[][] {
            {"bus-pause", "Orders"},
            {"bus-resume", "Orders"},
            {"drain", "Orders", "--timeout", "1"},
            {"channel-create", "Orders"},
            {"channel-clear", "Orders", "--force"},
            {"subscription-resume", "S1"},
            {"subscription-close", "S1", "--force"},
            {"dead-letter-redrive", "--all"},
            {"dead-letter-redrive", letter.id().toString()},
            {"dead-letter-discard", letter.id().toString(), "--force"},
            {"dead-letter-discard", "--all", "--force"},
            {"channel-remove", "Orders", "--force"}
        }) {
            bus.deadLetters.clear();
            bus.deadLetters.add(letter);
            bus.orders.clear();
            String[] withToken = Arrays.copyOf(line, line.length + 2);
            withToken[line.length] = "--token";
            withToken[line.length + 1] = " its.word ";
            assertThat(run(withToken[0], Arrays.copyOfRange(withToken, 1, withToken.length)))
                    .doesNotContain("its.word");
            assertThat(bus.orders).as(line[0]).first().isEqualTo("on behalf of its.word");
        }
        run("channel-create", "Orders");
        assertThat(bus.orders).filteredOn(each -> each.startsWith("on behalf")).hasSize(1);
    }

    @Test
    void theScopesToManageAreAmongThoseThatAreOffered() {
        assertThat(new ScopeNames(this).all())
                .contains("bus:manage:*", "bus:manage:Orders", "bus:publish:Orders", "bus:subscribe:Orders");
    }

    @Test
    void drainsAndTellsWhatIsLeft() {
        assertThat(run("drain"))
                .contains("drained the message bus: 5 handled, 0 left", "takes no messages until bus-resume");
        assertThat(run("drain", "Orders", "--timeout", "1500ms"))
                .contains("did not drain channel Orders: 10 handled, 2 left with S1", "until bus-resume Orders");
        assertThat(bus.orders).containsExactly("drain bus PT1S", "drain Orders PT1S", "drain Orders PT0.5S");
        assertThat(run("drain", "Orders", "--timeout", "2")).doesNotContain("Ctrl-C");
        interactive = true;
        assertThat(run("drain", "Orders", "--timeout", "2")).contains("2 left; Ctrl-C ends the wait");
        assertThat(run("drain", "--json")).contains("\"settled\" : 5");
    }
}
