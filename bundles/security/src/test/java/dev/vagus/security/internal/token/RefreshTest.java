package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTest {
    private static final TokenRequest WANTED =
            new TokenRequest(Bench.MODULE, "ada", java.util.Set.of("api:A", "api:B"), Duration.ofMinutes(5), true);

    private Bench bench;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private AccessRule refusal(String token) {
        return catchThrowableOfType(AccessRefusedException.class, () -> bench.engine.refresh(token, Bench.MODULE))
                .rule();
    }

    @Test
    void givesTheNextOfTheSame() {
        IssuedToken first = bench.issue(WANTED);
        bench.time.pass(Duration.ofMinutes(4));

        IssuedToken second = bench.engine.refresh(first.refreshToken(), Bench.MODULE);

        assertThat(second.info().scopes()).containsExactlyInAnyOrder("api:A", "api:B");
        assertThat(second.info().module()).isEqualTo(Bench.MODULE);
        assertThat(second.info().user()).isEqualTo("ada");
        assertThat(Duration.between(bench.time.instant(), second.info().expires()))
                .isBetween(Duration.ofMinutes(5), Duration.ofSeconds(301));
        assertThat(second.info().id()).isNotEqualTo(first.info().id());
        assertThat(bench.show(second.accessToken())).isInstanceOf(VerifiedToken.class);
        assertThat(bench.show(first.accessToken())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void revokesTheFamilyWhenOneIsShownAgain() {
        IssuedToken first = bench.issue(WANTED);
        IssuedToken other = bench.issue(WANTED);
        IssuedToken second = bench.engine.refresh(first.refreshToken(), Bench.MODULE);
        IssuedToken third = bench.engine.refresh(second.refreshToken(), Bench.MODULE);
        VerifiedToken known = bench.accepted(third.accessToken());

        assertThat(refusal(first.refreshToken())).isEqualTo(AccessRule.TOKEN_REVOKED);

        assertThat(bench.engine.standing(known, bench.time.nanos()).rule()).isEqualTo(AccessRule.TOKEN_REVOKED);
        assertThat(bench.rule(first.accessToken())).isEqualTo(AccessRule.TOKEN_REVOKED);
        assertThat(bench.rule(second.accessToken())).isEqualTo(AccessRule.TOKEN_REVOKED);
        assertThat(refusal(third.refreshToken())).isEqualTo(AccessRule.TOKEN_REVOKED);
        assertThat(bench.show(other.accessToken())).isInstanceOf(VerifiedToken.class);
        assertThat(bench.engine.refresh(other.refreshToken(), Bench.MODULE)).isNotNull();
    }

    @Test
    void knowsAfterARestartWhatWasUsed() {
        IssuedToken first = bench.issue(WANTED);
        IssuedToken second = bench.engine.refresh(first.refreshToken(), Bench.MODULE);
        bench = bench.again();
        assertThat(bench.show(second.accessToken())).isInstanceOf(VerifiedToken.class);

        assertThat(refusal(first.refreshToken())).isEqualTo(AccessRule.TOKEN_REVOKED);

        bench = bench.again();
        assertThat(bench.rule(second.accessToken())).isEqualTo(AccessRule.TOKEN_REVOKED);
        assertThat(refusal(second.refreshToken())).isEqualTo(AccessRule.TOKEN_REVOKED);
    }

    @Test
    void refusesWhatIsNoRefreshToken() {
        IssuedToken issued = bench.issue(WANTED);

        assertThat(refusal(issued.accessToken())).isEqualTo(AccessRule.TOKEN_KIND);
        assertThat(refusal("a.b")).isEqualTo(AccessRule.TOKEN_MALFORMED);
        assertThat(refusal(bench.forge().header("typ", "rt+jwt").sign())).isEqualTo(AccessRule.TOKEN_CLAIMS);
        bench.time.pass(Duration.ofDays(7).plusSeconds(1));
        assertThat(refusal(issued.refreshToken())).isEqualTo(AccessRule.TOKEN_EXPIRED);
    }

    @Test
    void refusesOneThatWasRevokedWithoutUsingItUp() {
        IssuedToken issued = bench.issue(WANTED);
        bench.engine.revoke(Revocation.user("ada"));

        assertThat(refusal(issued.refreshToken())).isEqualTo(AccessRule.TOKEN_REVOKED);
    }

    @Test
    void slowsDownWhoTriesTokensThatAreNone() {
        String good = bench.issue(WANTED).refreshToken();
        for (int i = 0; i < 11; i++) {
            assertThat(refusal("a.b.c" + i)).isEqualTo(AccessRule.TOKEN_MALFORMED);
        }

        assertThat(refusal(good)).isEqualTo(AccessRule.THROTTLED);
        bench.time.pass(Duration.ofMillis(100));
        assertThat(bench.engine.refresh(good, Bench.MODULE)).isNotNull();
    }

    @Test
    void letsExactlyOneOfManyWinEachTime() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 50; round++) {
                IssuedToken issued = bench.issue(WANTED);
                CyclicBarrier start = new CyclicBarrier(threads);
                List<Future<Object>> uses = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    uses.add(pool.submit(() -> {
                        start.await(10, TimeUnit.SECONDS);
                        try {
                            return bench.engine.refresh(issued.refreshToken(), Bench.MODULE);
                        } catch (AccessRefusedException e) {
                            return e.rule();
                        }
                    }));
                }
                List<IssuedToken> won = new ArrayList<>();
                for (Future<Object> each : uses) {
                    Object came = each.get(10, TimeUnit.SECONDS);
                    if (came instanceof IssuedToken next) {
                        won.add(next);
                    } else {
                        assertThat(came).isEqualTo(AccessRule.TOKEN_REVOKED);
                    }
                }
                assertThat(won).hasSize(1);
                // The others were a second use, so what the one has got is revoked.
                assertThat(bench.rule(won.get(0).accessToken())).isEqualTo(AccessRule.TOKEN_REVOKED);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
