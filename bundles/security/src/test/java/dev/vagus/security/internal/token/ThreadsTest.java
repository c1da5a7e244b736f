package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.vagus.security.AccessRule;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenRequest;
import dev.vagus.spi.Credential;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two threads check while another changes what is accepted: none passes that must not, none is refused that must pass. */
class ThreadsTest {
    private static final int CHECKERS = 2;
    private static final int ENOUGH = 100;

    private final ExecutorService pool = Executors.newFixedThreadPool(CHECKERS);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong checks = new AtomicLong();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<Future<?>> running = new ArrayList<>();
    private Bench bench;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        pool.shutdownNow();
        bench.close();
    }

    /** A token, and whether it was revoked: set only after that was acknowledged. */
    private static final class Shown {
        final String text;
        final VerifiedToken known;
        volatile boolean revoking;
        volatile boolean revoked;

        Shown(String text, VerifiedToken known) {
            this.text = text;
            this.known = known;
        }
    }

    private volatile List<Shown> shown = List.of();

    private void start() {
        for (int i = 0; i < CHECKERS; i++) {
            running.add(pool.submit(() -> {
                while (!over.get()) {
                    for (Shown each : shown) {
                        check(each, each.text);
                        check(each, new String(each.text));
                        checks.incrementAndGet();
                    }
                }
            }));
        }
    }

    private void check(Shown each, String text) {
        boolean before = each.revoked;
        Credential found = bench.show(text);
        RejectedToken standing = bench.engine.standing(each.known, bench.time.nanos());
        boolean after = each.revoking;
        if (before && (found instanceof VerifiedToken || standing == null)) {
            wrong.add("accepted after it was revoked");
        }
        if (!after && (!(found instanceof VerifiedToken) || standing != null)) {
            wrong.add("refused though it was not revoked: " + found + standing);
        }
    }

    /** Once they have looked often enough, however slow they are. */
    private void stop() throws Exception {
        while (checks.get() <= ENOUGH && running.stream().noneMatch(Future::isDone)) {
            Thread.onSpinWait();
        }
        over.set(true);
        for (Future<?> each : running) {
            each.get(10, TimeUnit.SECONDS);
        }
        assertThat(Set.copyOf(wrong)).isEmpty();
        assertThat(checks.get()).isGreaterThan(ENOUGH);
    }

    /** Keys are reread beside the checks; what has been refused once is never accepted again. */
    private void awaitRefusal(Shown each) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (int looks = 1; isAccepted(each); looks++) {
            assertThat(System.nanoTime()).as("waiting for a refusal").isLessThan(end);
            if (looks % 1_000 == 0) {
                bench.time.pass(Duration.ofSeconds(1));
            }
            Thread.yield();
        }
    }

    private boolean isAccepted(Shown each) {
        return bench.show(each.text) instanceof VerifiedToken
                || bench.engine.standing(each.known, bench.time.nanos()) == null;
    }

    private Shown issue(String user) {
        String text = bench.issue(TokenRequest.user(user, "api:*")).accessToken();
        return new Shown(text, bench.accepted(text));
    }

    @Test
    void revoking() throws Exception {
        start();
        for (int round = 0; round < 150; round++) {
            Shown ada = issue("ada");
            Shown bob = issue("bob");
            shown = List.of(ada, bob);
            long seen = checks.get();
            while (checks.get() < seen + 4) {
                Thread.onSpinWait();
            }
            ada.revoking = true;
            Revocation how = round % 2 == 0
                    ? Revocation.user("ada")
                    : Revocation.token(ada.known.info().id());
            assertThat(bench.engine.revoke(how)).isEqualTo(1);
            ada.revoked = true;
            seen = checks.get();
            while (checks.get() < seen + 4) {
                Thread.onSpinWait();
            }
        }
        stop();
    }

    @Test
    void rotating() throws Exception {
        shown = List.of(issue("ada"));
        start();
        for (int round = 0; round < 60; round++) {
            bench.engine.rotateSigningKey();
            List<Shown> more = new ArrayList<>(shown);
            more.add(issue("user" + round));
            shown = more;
        }
        for (Shown each : shown) {
            assertThat(bench.engine.verify(each.text, "x").keyId())
                    .isEqualTo(each.known.info().keyId());
        }
        stop();
        assertThat(bench.engine.keys()).hasSize(61);
    }

    @Test
    void rotatingWhileTokensAreIssued() throws Exception {
        ConcurrentLinkedQueue<String> tokens = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < CHECKERS; i++) {
            running.add(pool.submit(() -> {
                while (!over.get()) {
                    tokens.add(bench.token());
                    checks.incrementAndGet();
                }
            }));
        }
        for (int round = 0; round < 60; round++) {
            long seen = checks.get();
            bench.engine.rotateSigningKey();
            while (checks.get() == seen) {
                Thread.onSpinWait();
            }
        }
        stop();
        // Each is good to its end, whichever key signed it just before it was replaced.
        bench.time.pass(Duration.ofMinutes(119));
        for (String each : tokens) {
            assertThat(bench.show(each)).isInstanceOf(VerifiedToken.class);
        }
    }

    @Test
    void refreshingWhileTheUserIsRevoked() throws Exception {
        for (int round = 0; round < 60; round++) {
            IssuedToken first = bench.issue(TokenRequest.user("ada").withRefreshToken());
            ConcurrentLinkedQueue<String> got = new ConcurrentLinkedQueue<>();
            AtomicBoolean begun = new AtomicBoolean();
            Future<?> refreshing = pool.submit(() -> {
                IssuedToken last = first;
                try {
                    while (true) {
                        last = bench.engine.refresh(last.refreshToken(), Bench.MODULE);
                        got.add(last.accessToken());
                        begun.set(true);
                    }
                } catch (dev.vagus.security.AccessRefusedException e) {
                    assertThat(e.rule()).isEqualTo(AccessRule.TOKEN_REVOKED);
                }
            });
            while (!begun.get()) {
                Thread.onSpinWait();
            }
            bench.engine.revoke(Revocation.user("ada"));
            refreshing.get(10, TimeUnit.SECONDS);

            assertThat(got).isNotEmpty();
            for (String each : got) {
                assertThat(bench.rule(each)).isEqualTo(AccessRule.TOKEN_REVOKED);
            }
        }
    }

    @Test
    void rereadingTheKeysOfAnotherIssuer(@TempDir Path folder) throws Exception {
        bench.close();
        Path file = folder.resolve("jwks.json");
        JWK stays = new ECKeyGenerator(Curve.P_256).keyID("stays").generate();
        JWK goes = new ECKeyGenerator(Curve.P_256).keyID("goes").generate();
        Files.writeString(file, new JWKSet(List.of(stays, goes)).toString(true));
        bench = new Bench(folder.resolve("data"), Bench.trusting("other", file));
        String good = new Forge(stays, bench.time).claim("iss", "other").sign();
        String bad = new Forge(goes, bench.time).claim("iss", "other").sign();
        Shown staying = new Shown(good, bench.accepted(good));
        Shown going = new Shown(bad, bench.accepted(bad));
        shown = List.of(staying, going);
        start();
        for (int round = 0; round < 20; round++) {
            going.revoking = round >= 10;
            Path next = folder.resolve("next.json");
            List<JWK> keys = new ArrayList<>(List.of(stays));
            if (round < 10) {
                keys.add(goes);
                keys.add(new ECKeyGenerator(Curve.P_256).keyID("new" + round).generate());
            }
            Files.writeString(next, new JWKSet(keys).toString(true));
            Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            bench.time.pass(Duration.ofSeconds(1));
            long seen = checks.get();
            while (checks.get() < seen + 6) {
                Thread.onSpinWait();
            }
            if (round >= 10) {
                awaitRefusal(going);
                going.revoked = true;
            }
        }
        stop();
        assertThat(bench.rule(bad)).isEqualTo(AccessRule.TOKEN_KEY);
    }

    @Test
    void interruptsDoNotKeepRevocationsFromTheDisk() {
        String token = bench.token();
        Thread.currentThread().interrupt();
        bench.engine.revoke(Revocation.user("ada"));
        bench.engine.rotateSigningKey();

        assertThat(Thread.interrupted()).isTrue();
        bench = bench.again();
        assertThat(bench.rule(token)).isEqualTo(AccessRule.TOKEN_REVOKED);
        assertThat(bench.engine.keys()).hasSize(2);
    }
}
