package dev.vagus.security.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.security.SecuritySpec;
import dev.vagus.security.internal.token.VerifiedToken;
import dev.vagus.spi.Access;
import dev.vagus.spi.Access.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    @Test
    void eachRefusalIsToldWithWhoWhatAndWhy() {
        try (Point point = new Point(SecuritySpec.DEFAULTS)) {
            VerifiedToken token = point.tokens.accept("secret-string", "anna", "api:Shop.*");
            point.shop(Access.of(Kind.CALL, "Lab.Run"), token);

            await().until(() -> point.told.entries.size() == 1);
            assertThat(point.told.entries.get(0))
                    .isEqualTo(new Entry(
                            "Shop",
                            Point.SHOP,
                            "anna",
                            "api:Lab.Run",
                            "token-scope",
                            "module Shop for anna may not call Lab.Run (token-scope): the token does not hold the scope"
                                    + " api:Lab.Run; show one that was issued with it",
                            Entry.Kind.REFUSED,
                            1_000));
            assertThat(point.told.entries.toString()).doesNotContain("secret-string");
        }
    }

    @Test
    void whatIsAllowedIsToldOnlyWhileSomebodyWantsToKnow() {
        try (Point point = Point.granting("api")) {
            Turnstile call = point.gate.checkpoint(Access.of(Kind.CALL, "Lab.Run"));
            long now = System.nanoTime();
            call.refusal("Shop", Point.SHOP, null, now);
            point.told.curious = true;
            long later = now + TimeUnit.SECONDS.toNanos(2);

            call.refusal("Shop", Point.SHOP, null, later);
            call.refusal("Shop", Point.SHOP, null, later);

            await().until(() -> point.told.entries.size() == 2);
            assertThat(point.told.entries.get(0).kind()).isEqualTo(Entry.Kind.ALLOWED);
            assertThat(point.told.entries.get(0).text()).startsWith("module Shop may call Lab.Run (grant)");
        }
    }

    @Test
    void aFloodIsCountedToTheLastOneAndTold() {
        Told told = new Told();
        int refusals = 50_000;
        try (AuditTrail trail = new AuditTrail(List.of(told), 20, 0)) {
            for (int i = 0; i < refusals; i++) {
                trail.refused(entry("module-" + i % 7), System.nanoTime());
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> !told.summaries.isEmpty());
        }
        assertThat(told.entries.size() + told.suppressed.get()).isEqualTo(refusals);
        assertThat(told.entries).hasSizeLessThan(2_000);
        assertThat(told.summaries.get(0)).contains(" of module-", " by grant");
    }

    @Test
    void aSinkThatWaitsHoldsNobodyUpAndNothingIsLost() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Told told = new Told();
        AuditSink waits = new AuditSink() {
            @Override
            public void decided(Entry entry) {
                stuck.countDown();
                awaitQuietly(go);
            }

            @Override
            public void suppressed(long count, String text) {
                awaitQuietly(go);
            }
        };
        int refusals = 5_000;
        try (AuditTrail trail = new AuditTrail(List.of(waits, told), 100_000, 0)) {
            trail.refused(entry("Shop"), System.nanoTime());
            assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 1; i < refusals; i++) {
                trail.refused(entry("Shop"), System.nanoTime());
            }
            assertThat(told.entries).isEmpty();
            go.countDown();
            await().until(() -> told.entries.size() > 1_000);
        }
        assertThat(told.entries.size() + told.suppressed.get()).isEqualTo(refusals);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSinkThatFailsKeepsNothingFromTheOthers() {
        Told told = new Told();
        AuditSink fails = new AuditSink() {
            @Override
            public void decided(Entry entry) {
                throw new IllegalStateException("no disk");
            }

            @Override
            public void suppressed(long count, String text) {
                throw new NoClassDefFoundError("gone");
            }
        };
        try (AuditTrail trail = new AuditTrail(List.of(fails, told), 1, 0)) {
            trail.refused(entry("Shop"), 1);
            trail.refused(entry("Shop"), 1);
        }
        assertThat(told.entries).hasSize(1);
        assertThat(told.suppressed).hasValue(1);
    }

    @Test
    void closingTellsTheRestAndEndsTheThread() {
        Told told = new Told();
        AuditTrail trail = new AuditTrail(List.of(told), 1_000, 0);
        for (int i = 0; i < 200; i++) {
            trail.refused(entry("Shop"), 1);
        }
        trail.close();

        assertThat(told.entries).hasSize(200);
        trail.refused(entry("Shop"), 1);
        assertThat(told.entries).hasSize(200);
        assertThat(trail.isTelling()).isFalse();
    }

    @Test
    void whatWasManagedIsToldByNameAndNotLimited() {
        try (Point point = new Point(SecuritySpec.DEFAULTS)) {
            VerifiedToken root = point.tokens.accept("secret-string", "root", "security");
            for (int i = 0; i < 100; i++) {
                point.gate.managed("Shop", Point.SHOP, root, "security:tokens", "has issued\na token");
            }
            await().until(() -> point.told.entries.size() == 100);
            assertThat(point.told.entries.get(99).kind()).isEqualTo(Entry.Kind.MANAGED);
            assertThat(point.told.entries.get(99).text()).isEqualTo("module Shop for root has issued?a token");
        }
    }

    private static Entry entry(String module) {
        return new Entry(module, 1, "", "api:Lab.Run", "grant", "no", Entry.Kind.REFUSED, 0);
    }
}
