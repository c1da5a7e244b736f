package dev.vagus.security.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.security.AccessRule;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.internal.token.VerifiedToken;
import dev.vagus.spi.Access;
import dev.vagus.spi.Access.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two threads ask at one checkpoint while a third changes what they are told. */
class DecisionThreadsTest {
    private static final SecuritySpec OPEN =
            SecuritySpec.DEFAULTS.withAuthenticationRequired(false).withGrants(Map.of("Shop", List.of("api")));
    private static final int CHANGES = 500;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    /** Twice the number of changes made; odd while one is being made. The rules are open after an even number of changes. */
    private final AtomicLong stage = new AtomicLong();

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicLong certain = new AtomicLong();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void noDecisionByOldRulesBeginsAfterTheChangeReturned() throws Exception {
        try (Point point = new Point(OPEN)) {
            Turnstile call = point.gate.checkpoint(Access.of(Kind.CALL, "Lab.Run"));
            List<Future<Count>> counts = ask(() -> call.refusal("Shop", Point.SHOP, null, 0) == null);
            for (int i = 1; i <= CHANGES; i++) {
                stage.incrementAndGet();
                point.change(i % 2 == 0 ? OPEN : SecuritySpec.DEFAULTS, "*");
                stage.incrementAndGet();
                awaitSomeMore();
            }
            done.set(true);
            check(point, counts);
        }
    }

    @Test
    void noTokenPassesAfterItFellWhoeverElseDoes() throws Exception {
        try (Point point = new Point(SecuritySpec.DEFAULTS)) {
            Turnstile call = point.gate.checkpoint(Access.of(Kind.CALL, "Lab.Run"));
            List<VerifiedToken> tokens = new ArrayList<>();
            for (int i = 0; i <= CHANGES; i++) {
                tokens.add(point.tokens.accept("t" + i, "anna", "api"));
            }
            AtomicLong fallen = new AtomicLong();
            Future<Long> wrong = threads.submit(() -> {
                long passed = 0;
                while (fallen.get() < CHANGES) {
                    int before = (int) fallen.get();
                    if (before > 0 && call.refusal("Shop", Point.SHOP, tokens.get(before - 1), 0) == null) {
                        passed++;
                    }
                    if (call.refusal("Shop", Point.SHOP, tokens.get(CHANGES), 0) != null) {
                        passed++;
                    }
                }
                return passed;
            });
            for (int i = 0; i < CHANGES; i++) {
                assertThat(call.refusal("Shop", Point.SHOP, tokens.get(i), 0)).isNull();
                point.tokens.fell(tokens.get(i), AccessRule.TOKEN_REVOKED);
                fallen.incrementAndGet();
            }
            assertThat(wrong.get(60, TimeUnit.SECONDS)).isZero();
        }
    }

    private List<Future<Count>> ask(Supplier<Boolean> passes) {
        List<Future<Count>> counts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            counts.add(threads.submit(() -> {
                Count count = new Count();
                while (!done.get()) {
                    long before = stage.get();
                    boolean passed = passes.get();
                    count.asked++;
                    // Only where nothing changed meanwhile is it certain what had to be said.
                    if (before % 2 == 0 && stage.get() == before) {
                        certain.incrementAndGet();
                        count.wrong += passed == (before / 2 % 2 == 0) ? 0 : 1;
                    }
                }
                return count;
            }));
        }
        return counts;
    }

    /** So that there is something to be certain of between two changes. */
    private void awaitSomeMore() {
        long enough = certain.get() + 20;
        while (certain.get() < enough) {
            Thread.onSpinWait();
        }
    }

    private static void check(Point point, List<Future<Count>> counts) throws Exception {
        long asked = 0;
        for (Future<Count> each : counts) {
            Count count = each.get(60, TimeUnit.SECONDS);
            assertThat(count.wrong).isZero();
            asked += count.asked;
        }
        assertThat(point.gate.allowed() + point.gate.refused()).isEqualTo(asked);
    }

    private static final class Count {
        private long asked;
        private long wrong;
    }
}
