package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.SecuritySnapshot.TokenChecks;
import dev.vagus.security.TokenRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each token that is shown counts once, by what came of it. */
class TokenTallyTest {
    private Bench bench;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void acceptedOnesCountAsVerifiedOnceAndAsKnownFromThenOn() {
        assertThat(bench.engine.checks()).isEqualTo(TokenChecks.NONE);
        String token = bench.token();
        bench.show(token);
        bench.show(token);
        bench.show(new String(token));
        bench.engine.verify(token, "anybody");

        assertThat(bench.engine.checks()).isEqualTo(new TokenChecks(3, 1, Map.of()));
    }

    @Test
    void refusedOnesCountByTheirRuleHoweverTheyAreKnown() {
        String token = bench.token();
        String forged = token.substring(0, token.length() - 4) + "AAAA";
        String others =
                bench.issue(TokenRequest.user("bob", "api").onlyBy("Other")).accessToken();
        bench.rule(forged);
        bench.rule(forged);
        bench.rule("no token");
        bench.rule(others);
        bench.rule(others);
        bench.accepted(token);
        bench.engine.revoke(Revocation.user("ada"));
        bench.rule(token);
        bench.rule(token);

        assertThat(bench.engine.checks())
                .isEqualTo(new TokenChecks(
                        0,
                        1,
                        Map.of(
                                AccessRule.TOKEN_SIGNATURE, 2L,
                                AccessRule.TOKEN_MALFORMED, 1L,
                                AccessRule.TOKEN_MODULE, 2L,
                                AccessRule.TOKEN_REVOKED, 2L)));
    }

    @Test
    void refreshTokensCountToo() {
        IssuedToken issued = bench.issue(TokenRequest.user("ada", "api").withRefreshToken());
        bench.engine.refresh(issued.refreshToken(), Bench.MODULE);
        assertThat(catchThrowable(() -> bench.engine.refresh(issued.accessToken(), Bench.MODULE)))
                .isInstanceOf(AccessRefusedException.class);

        assertThat(catchThrowable(() -> bench.engine.refresh(issued.refreshToken(), Bench.MODULE)))
                .isInstanceOf(AccessRefusedException.class);

        assertThat(bench.engine.checks())
                .isEqualTo(new TokenChecks(0, 1, Map.of(AccessRule.TOKEN_KIND, 1L, AccessRule.TOKEN_REVOKED, 1L)));
    }

    @Test
    void noneIsLostBetweenThreads() throws Exception {
        String token = bench.token();
        bench.accepted(token);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<?>[] all = new Future<?>[2];
            for (int i = 0; i < all.length; i++) {
                all[i] = pool.submit(() -> {
                    for (int j = 0; j < 50_000; j++) {
                        bench.show(token);
                    }
                });
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(bench.engine.checks().known()).isEqualTo(100_000);
    }
}
