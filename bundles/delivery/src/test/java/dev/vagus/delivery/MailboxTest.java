package dev.vagus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.spi.FlowContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final int LOW = 0;
    private static final int NORMAL = 1;
    private static final int HIGH = 2;

    private final ManualExecutor executor = new ManualExecutor();
    private final List<String> received = new ArrayList<>();
    private long now;

    private Mailbox<String> mailbox(int capacity, Overflow overflow) {
        Mailbox<String> mailbox = new Mailbox<>(3, Bounds.of(capacity, overflow), executor, () -> now);
        mailbox.attach(this::receive);
        return mailbox;
    }

    private Verdict receive(String item) {
        received.add(item);
        return Verdict.DELIVERED;
    }

    @Test
    void deliversInOrderOnItsExecutorAndInOneTurn() {
        Mailbox<String> mailbox = mailbox(10, Overflow.FAIL);
        assertThat(mailbox.offer("a", NORMAL)).isEqualTo(Offer.ACCEPTED);
        assertThat(mailbox.offer("b", NORMAL)).isEqualTo(Offer.ACCEPTED);
        assertThat(received).isEmpty();
        assertThat(executor.queued()).isEqualTo(1);
        executor.runAll();
        assertThat(received).containsExactly("a", "b");
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(2, 2, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aHigherLaneOvertakes() {
        Mailbox<String> mailbox = mailbox(10, Overflow.FAIL);
        mailbox.offer("low", LOW);
        mailbox.offer("normal 1", NORMAL);
        mailbox.offer("normal 2", NORMAL);
        mailbox.offer("high", HIGH);
        executor.runAll();
        assertThat(received).containsExactly("high", "normal 1", "normal 2", "low");
    }

    @Test
    void aLaneThatWasOvertaken64TimesGetsTheNextTurn() {
        Mailbox<String> mailbox = mailbox(1_000, Overflow.FAIL);
        mailbox.offer("low 1", LOW);
        mailbox.offer("low 2", LOW);
        mailbox.offer("normal", NORMAL);
        IntStream.range(0, 300).forEach(i -> mailbox.offer("high", HIGH));
        executor.runAll();
        assertThat(received.indexOf("low 1")).isEqualTo(64);
        assertThat(received.indexOf("normal")).isEqualTo(65);
        assertThat(received.indexOf("low 2")).isBetween(64 + 64, 64 + 66);
    }

    @Test
    void keepsOrderOverManyChunks() {
        Mailbox<String> mailbox = mailbox(20_000, Overflow.FAIL);
        List<String> sent = IntStream.range(0, 20_000).mapToObj(String::valueOf).toList();
        sent.subList(0, 10_000).forEach(item -> mailbox.offer(item, LOW));
        executor.runOne();
        sent.subList(10_000, 20_000).forEach(item -> mailbox.offer(item, LOW));
        executor.runAll();
        assertThat(received).isEqualTo(sent);
    }

    @Test
    void goesToTheEndOfTheExecutorsQueueAfterABatch() {
        Mailbox<String> mailbox = mailbox(1_000, Overflow.FAIL);
        IntStream.range(0, 100).forEach(i -> mailbox.offer("x", NORMAL));
        executor.runOne();
        assertThat(received).hasSize(64);
        assertThat(executor.queued()).isEqualTo(1);
        executor.runOne();
        assertThat(received).hasSize(100);
        assertThat(executor.queued()).isZero();
    }

    @Test
    void refusesWhatFindsItFullUnderFail() {
        Mailbox<String> mailbox = mailbox(2, Overflow.FAIL);
        mailbox.offer("a", NORMAL);
        mailbox.offer("b", HIGH);
        assertThat(mailbox.offer("c", HIGH)).isEqualTo(Offer.FULL);
        executor.runAll();
        assertThat(received).containsExactly("b", "a");
        assertThat(mailbox.offer("d", LOW)).isEqualTo(Offer.ACCEPTED);
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(4, 2, 0, 1, 0, 0, 1, 0));
    }

    @Test
    void dropsTheNewItemUnderDropNewest() {
        Mailbox<String> mailbox = mailbox(1, Overflow.DROP_NEWEST);
        mailbox.offer("a", NORMAL);
        assertThat(mailbox.offer("b", NORMAL)).isEqualTo(Offer.DROPPED_NEWEST);
        executor.runAll();
        assertThat(received).containsExactly("a");
        assertThat(mailbox.counts().dropped()).isEqualTo(1);
    }

    @Test
    void dropsTheOldestOfTheLowestLaneUnderDropOldest() {
        Mailbox<String> mailbox = mailbox(3, Overflow.DROP_OLDEST);
        mailbox.offer("high", HIGH);
        mailbox.offer("normal 1", NORMAL);
        mailbox.offer("normal 2", NORMAL);
        assertThat(mailbox.offer("normal 3", NORMAL)).isEqualTo(Offer.DROPPED_OLDEST);
        assertThat(mailbox.offer("low", LOW)).isEqualTo(Offer.DROPPED_NEWEST);
        executor.runAll();
        assertThat(received).containsExactly("high", "normal 2", "normal 3");
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(5, 3, 0, 2, 0, 0, 0, 0));
    }

    @Test
    void takesUpNewBoundsAndKeepsWhatWaitsAboveThem() {
        Mailbox<String> mailbox = mailbox(3, Overflow.FAIL);
        mailbox.offer("a", NORMAL);
        mailbox.offer("b", NORMAL);
        mailbox.bounds(Bounds.of(1, Overflow.DROP_OLDEST));
        assertThat(mailbox.offer("c", NORMAL)).isEqualTo(Offer.DROPPED_OLDEST);
        assertThat(mailbox.size()).isEqualTo(2);
        mailbox.bounds(Bounds.of(3, Overflow.FAIL));
        assertThat(mailbox.offer("d", NORMAL)).isEqualTo(Offer.ACCEPTED);
        assertThat(mailbox.offer("e", NORMAL)).isEqualTo(Offer.FULL);
        executor.runAll();
        assertThat(received).containsExactly("b", "c", "d");
    }

    @Test
    void anItemThatIsTooOldWhenItsTurnComesExpires() {
        List<String> expired = new ArrayList<>();
        Mailbox<String> mailbox = new Mailbox<>(3, Bounds.of(10, Overflow.FAIL), executor, () -> now);
        mailbox.attach(new Receiver<>() {
            @Override
            public long deadline(String item) {
                return item.equals("for ever") ? NEVER : Long.parseLong(item);
            }

            @Override
            public Verdict receive(String item) {
                received.add(item);
                return Verdict.DELIVERED;
            }

            @Override
            public void expired(String item) {
                expired.add(item);
            }
        });
        mailbox.offer("100", NORMAL);
        mailbox.offer("101", NORMAL);
        mailbox.offer("for ever", NORMAL);
        now = 100;
        executor.runAll();
        assertThat(received).containsExactly("101", "for ever");
        assertThat(expired).containsExactly("100");
        assertThat(mailbox.counts().expired()).isEqualTo(1);
    }

    @Test
    void whatTheReceiverThrowsIsADeadItemAndTheNextIsDelivered() {
        Mailbox<String> mailbox = mailbox(10, Overflow.FAIL);
        mailbox.attach(item -> {
            if (item.equals("bad")) {
                throw new NoClassDefFoundError("gone");
            }
            return receive(item);
        });
        mailbox.offer("bad", NORMAL);
        mailbox.offer("good", NORMAL);
        executor.runAll();
        assertThat(received).containsExactly("good");
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(2, 1, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void anItemThatIsSettledLaterIsInFlightUntilThen() {
        Mailbox<String> mailbox = mailbox(10, Overflow.FAIL);
        mailbox.attach(item -> Verdict.LATER);
        mailbox.offer("a", NORMAL);
        executor.runAll();
        assertThat(mailbox.counts().inFlight()).isEqualTo(1);
        mailbox.settle(Verdict.DELIVERED);
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(1, 1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aPausedMailboxFillsAndGoesOnWhenResumed() {
        Mailbox<String> mailbox = mailbox(10, Overflow.FAIL);
        mailbox.gate().pause();
        mailbox.offer("a", NORMAL);
        executor.runAll();
        assertThat(received).isEmpty();
        mailbox.gate().resume();
        executor.runAll();
        assertThat(received).containsExactly("a");
    }

    @Test
    void aReceiverThatPausesItsOwnMailboxGetsNoMore() {
        Mailbox<String> mailbox = mailbox(10, Overflow.FAIL);
        mailbox.attach(item -> {
            mailbox.gate().pause();
            return receive(item);
        });
        mailbox.offer("a", NORMAL);
        mailbox.offer("b", NORMAL);
        executor.runAll();
        assertThat(received).containsExactly("a");
        mailbox.gate().resume();
        executor.runAll();
        assertThat(received).containsExactly("a", "b");
    }

    @Test
    void itemsWaitForTheNextReceiverWhenOneIsDetached() {
        Mailbox<String> mailbox = mailbox(10, Overflow.FAIL);
        mailbox.offer("a", NORMAL);
        mailbox.detach();
        mailbox.offer("b", NORMAL);
        executor.runAll();
        assertThat(received).isEmpty();
        List<String> second = new ArrayList<>();
        mailbox.attach(item -> {
            second.add(item);
            return Verdict.DELIVERED;
        });
        executor.runAll();
        assertThat(second).containsExactly("a", "b");
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(2, 2, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void clearDropsWhatWaitsAndCountsIt() {
        Mailbox<String> mailbox = mailbox(10, Overflow.FAIL);
        mailbox.offer("a", LOW);
        mailbox.offer("b", HIGH);
        assertThat(mailbox.clear()).isEqualTo(2);
        executor.runAll();
        assertThat(received).isEmpty();
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(2, 0, 0, 0, 2, 0, 0, 0));
        mailbox.offer("c", LOW);
        executor.runAll();
        assertThat(received).containsExactly("c");
    }

    @Test
    void aClosedMailboxClearsWhatWaitsAndTakesNoMore() {
        Mailbox<String> mailbox = mailbox(10, Overflow.FAIL);
        mailbox.offer("a", LOW);
        assertThat(mailbox.close()).isEqualTo(1);
        assertThat(mailbox.offer("b", LOW)).isEqualTo(Offer.CLOSED);
        executor.runAll();
        assertThat(received).isEmpty();
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(1, 0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void aReceiverThatOffersToItsOwnFullBlockingMailboxIsRefusedAtOnce() {
        List<Offer> offers = new ArrayList<>();
        Mailbox<String> mailbox =
                new Mailbox<>(3, new Bounds(1, Overflow.BLOCK, java.time.Duration.ofMinutes(5)), executor, () -> now);
        mailbox.attach(item -> {
            if (item.equals("first")) {
                offers.add(mailbox.offer("second", NORMAL));
                offers.add(mailbox.offer("third", NORMAL));
            }
            return receive(item);
        });
        mailbox.offer("first", NORMAL);
        executor.runAll();
        assertThat(offers).containsExactly(Offer.ACCEPTED, Offer.REENTRANT);
        assertThat(received).containsExactly("first", "second");
        assertThat(mailbox.counts().dropped()).isEqualTo(1);
    }

    @Test
    void showsWhatWaitsWithTheMostUrgentLaneFirst() {
        Mailbox<String> mailbox = mailbox(500, Overflow.FAIL);
        mailbox.offer("low", LOW);
        IntStream.range(0, 200).forEach(i -> mailbox.offer("n" + i, NORMAL));
        List<String> seen = new ArrayList<>();
        mailbox.forEach(seen::add);
        assertThat(seen).hasSize(201).startsWith("n0", "n1").endsWith("n199", "low");
        executor.runAll();
        assertThat(received).containsExactlyInAnyOrderElementsOf(seen);
    }

    @Test
    void whatIsGivenBackComesBeforeAllThatWaitsAndIsInFlightMeanwhile() {
        Mailbox<String> mailbox = new Mailbox<>(3, Bounds.of(10, Overflow.FAIL), executor, () -> now);
        mailbox.attach(item -> {
            received.add(item);
            return received.size() == 1 ? Verdict.LATER : Verdict.DELIVERED;
        });
        mailbox.offer("a", HIGH);
        executor.runAll();
        mailbox.offer("b", HIGH);
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(2, 0, 0, 0, 0, 0, 1, 1));
        mailbox.giveBack("a");
        executor.runAll();
        assertThat(received).containsExactly("a", "a", "b");
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(2, 2, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void whatIsGivenBackToAClosedMailboxIsCleared() {
        Mailbox<String> mailbox = new Mailbox<>(3, Bounds.of(10, Overflow.FAIL), executor, () -> now);
        mailbox.attach(item -> Verdict.LATER);
        mailbox.offer("a", HIGH);
        executor.runAll();
        mailbox.close();
        assertThat(mailbox.giveBack("a")).isFalse();
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(1, 0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void aCrewOfThreeIsGivenThreeTurnsAndNoMore() {
        Mailbox<String> mailbox = new Mailbox<>(3, Bounds.of(10, Overflow.FAIL), executor, () -> now);
        mailbox.attach(this::receive, 3);
        IntStream.range(0, 5).forEach(i -> mailbox.offer("item " + i, NORMAL));
        assertThat(executor.queued()).isEqualTo(3);
        executor.runAll();
        assertThat(received).hasSize(5);
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(5, 5, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void whatIsDeliveredNowPassesWhatWaitsUnlessNothingIsHandedOut() {
        Mailbox<String> mailbox = mailbox(10, Overflow.FAIL);
        mailbox.offer("waiting", NORMAL);
        assertThat(mailbox.deliverNow("now", FlowContext.place())).isTrue();
        mailbox.gate().pause();
        assertThat(mailbox.deliverNow("not now", FlowContext.place())).isFalse();
        mailbox.gate().resume();
        mailbox.gate().stall(true);
        executor.runAll();
        assertThat(received).containsExactly("now");
        mailbox.gate().stall(false);
        executor.runAll();
        assertThat(received).containsExactly("now", "waiting");
        assertThat(mailbox.counts()).isEqualTo(new MailboxCounts(2, 2, 0, 0, 0, 0, 0, 0));
    }
}
