package dev.vagus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A mailbox beside a model of it, through many random histories of offers, deliveries, clearings and changed capacities:
 * order within a lane, priority, the rule against starvation, the policies and the books.
 */
class MailboxModelTest {
    private static final int LANES = 3;
    private static final int HISTORIES = 60;
    private static final int STEPS = 2_500;
    private static final int OVERTAKINGS = 64;

    @ParameterizedTest
    @EnumSource(
            value = Overflow.class,
            names = {"FAIL", "DROP_OLDEST", "DROP_NEWEST"})
    void behavesAsItsModel(Overflow overflow) {
        long delivered = 0;
        long overtaken = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = new History(overflow, seed);
            history.run();
            delivered += history.delivered;
            overtaken += history.lowestServedBeforeHigher;
        }
        assertThat(delivered).as("deliveries tried").isGreaterThan(10_000);
        assertThat(overtaken).as("turns given to a lane that was passed over").isPositive();
    }

    /** One random history. */
    private static final class History {
        private final ManualExecutor executor = new ManualExecutor();
        private final Mailbox<String> mailbox;
        private final List<Deque<String>> model = new ArrayList<>();
        private final List<String> received = new ArrayList<>();
        private final int[] passedOver = new int[LANES];
        private final Random random;
        private final Overflow overflow;
        private final boolean urgent;
        private int capacity;
        private long offered;
        private long dropped;
        private long cleared;
        private long delivered;
        private long lowestServedBeforeHigher;

        History(Overflow overflow, int seed) {
            this.overflow = overflow;
            random = new Random(seed);
            capacity = 1 + random.nextInt(40);
            urgent = random.nextBoolean();
            mailbox = new Mailbox<>(LANES, Bounds.of(capacity, overflow), executor, () -> 0);
            for (int i = 0; i < LANES; i++) {
                model.add(new ArrayDeque<>());
            }
            mailbox.attach(this::receive);
            mailbox.gate().pause();
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                int dice = random.nextInt(1_000);
                if (dice < 520) {
                    offer(urgent && random.nextInt(10) > 0 ? LANES - 1 : random.nextInt(LANES), "item " + i);
                } else if (dice < 998) {
                    deliverOne();
                } else if (dice < 999) {
                    cleared += waiting();
                    assertThat(mailbox.clear()).isEqualTo(waiting());
                    model.forEach(Deque::clear);
                    Arrays.fill(passedOver, 0);
                } else {
                    capacity = 1 + random.nextInt(40);
                    mailbox.bounds(Bounds.of(capacity, overflow));
                }
                assertThat(mailbox.size()).isEqualTo(waiting());
            }
            assertThat(mailbox.counts())
                    .isEqualTo(new MailboxCounts(offered, delivered, 0, dropped, cleared, 0, waiting(), 0));
        }

        private void offer(int lane, String item) {
            offered++;
            boolean full = waiting() >= capacity;
            Offer offer = mailbox.offer(item, lane);
            if (!full) {
                assertThat(offer).isEqualTo(Offer.ACCEPTED);
                model.get(lane).add(item);
                return;
            }
            dropped++;
            if (overflow == Overflow.FAIL) {
                assertThat(offer).isEqualTo(Offer.FULL);
            } else if (overflow == Overflow.DROP_NEWEST || lowest() > lane) {
                assertThat(offer).isEqualTo(Offer.DROPPED_NEWEST);
            } else {
                assertThat(offer).isEqualTo(Offer.DROPPED_OLDEST);
                model.get(lowest()).remove();
                model.get(lane).add(item);
            }
        }

        private void deliverOne() {
            received.clear();
            for (int i = 0; i < LANES; i++) {
                passedOver[i] = model.get(i).isEmpty() ? 0 : passedOver[i];
            }
            mailbox.gate().resume();
            executor.runAll();
            mailbox.gate().pause();
            assertThat(received).hasSize(waiting() > 0 ? 1 : 0);
            received.forEach(this::check);
        }

        /** Stops the mailbox after this item, so that it goes step by step. */
        private Verdict receive(String item) {
            mailbox.gate().pause();
            received.add(item);
            return Verdict.DELIVERED;
        }

        private void check(String item) {
            delivered++;
            int lane = laneOf(item);
            for (int higher = lane + 1; higher < LANES; higher++) {
                if (!model.get(higher).isEmpty()) {
                    lowestServedBeforeHigher++;
                    assertThat(passedOver[lane])
                            .as("lane %s came before lane %s", lane, higher)
                            .isGreaterThanOrEqualTo(OVERTAKINGS);
                }
            }
            model.get(lane).remove();
            passedOver[lane] = 0;
            for (int lower = 0; lower < lane; lower++) {
                passedOver[lower] += model.get(lower).isEmpty() ? 0 : 1;
                assertThat(passedOver[lower]).as("lane %s waits", lower).isLessThanOrEqualTo(OVERTAKINGS);
            }
        }

        /** The lane whose next item this is. */
        private int laneOf(String item) {
            for (int i = 0; i < LANES; i++) {
                if (item.equals(model.get(i).peek())) {
                    return i;
                }
            }
            throw new AssertionError(item + " is the next of no lane: " + model);
        }

        private int lowest() {
            for (int i = 0; i < LANES; i++) {
                if (!model.get(i).isEmpty()) {
                    return i;
                }
            }
            return LANES;
        }

        private int waiting() {
            return model.stream().mapToInt(Deque::size).sum();
        }
    }
}
