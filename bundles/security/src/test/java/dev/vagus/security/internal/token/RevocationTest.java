package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.security.AccessRule;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationTest {
    private Bench bench;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String token(String module, String user) {
        return bench.issue(new TokenRequest(module, user, java.util.Set.of(), null, false))
                .accessToken();
    }

    private boolean isAccepted(String token) {
        return bench.engine.verify(token, "x") != null;
    }

    private void assertRevoked(String token) {
        assertThat(bench.rule(token)).isEqualTo(AccessRule.TOKEN_REVOKED);
    }

    @Test
    void ofOneLeavesTheOthers() {
        IssuedToken one = bench.issue(TokenRequest.user("ada"));
        String other = bench.token();
        VerifiedToken known = bench.accepted(one.accessToken());

        assertThat(bench.engine.revoke(Revocation.token(one.info().id()))).isEqualTo(1);

        assertThat(bench.engine.standing(known, bench.time.nanos()).rule()).isEqualTo(AccessRule.TOKEN_REVOKED);
        assertRevoked(one.accessToken());
        assertThat(isAccepted(other)).isTrue();
        assertThat(bench.engine.revoke(Revocation.token(one.info().id()))).isZero();
    }

    @Test
    void ofAUserLeavesModulesOfThatName() {
        String own = token("", "ada");
        String inModule = token("LabRunner", "ada");
        String module = token("ada", "");
        String other = token("LabRunner", "bob");

        assertThat(bench.engine.revoke(Revocation.user("ada"))).isEqualTo(2);

        assertRevoked(own);
        assertRevoked(inModule);
        assertThat(isAccepted(module)).isTrue();
        assertThat(isAccepted(other)).isTrue();
    }

    @Test
    void ofAModuleTakesAllThatOnlyItMayShow() {
        String inModule = token("LabRunner", "ada");
        String module = token("LabRunner", "");
        String other = token("", "ada");

        assertThat(bench.engine.revoke(Revocation.module("LabRunner"))).isEqualTo(2);

        assertRevoked(inModule);
        assertRevoked(module);
        assertThat(isAccepted(other)).isTrue();
    }

    @Test
    void ofAllLeavesThoseIssuedRightAfter() {
        for (Revocation each :
                java.util.List.of(Revocation.all(), Revocation.user("ada"), Revocation.module("LabRunner"))) {
            String before = token("LabRunner", "ada");
            bench.engine.revoke(each);
            // In the same millisecond.
            String after = token("LabRunner", "ada");

            assertRevoked(before);
            assertThat(isAccepted(after)).isTrue();
        }
    }

    @Test
    void leavesThoseIssuedAfterItWhenTheClockIsSetBack() {
        String before = token("", "ada");
        bench.engine.revoke(Revocation.all());
        bench.time.jump(Duration.ofHours(-1));
        bench = bench.again();

        assertThat(isAccepted(token("", "ada"))).isTrue();
        bench.time.jump(Duration.ofHours(1));
        assertRevoked(before);
    }

    @Test
    void ofARefreshTokenTakesItsFamily() {
        IssuedToken issued = bench.issue(TokenRequest.user("ada").withRefreshToken());
        TokenInfo refresh = bench.engine.tokens().stream()
                .filter(TokenInfo::refresh)
                .findFirst()
                .orElseThrow();

        assertThat(bench.engine.revoke(Revocation.token(refresh.id()))).isEqualTo(2);

        assertRevoked(issued.accessToken());
        assertThat(bench.engine.tokens()).hasSize(2).allMatch(TokenInfo::revoked);
    }

    @Test
    void holdsAfterARestart() {
        IssuedToken one = bench.issue(TokenRequest.user("bob"));
        String user = token("", "ada");
        String module = token("LabRunner", "");
        String good = token("", "eve");
        bench.engine.revoke(Revocation.token(one.info().id()));
        bench.engine.revoke(Revocation.user("ada"));
        bench.engine.revoke(Revocation.module("LabRunner"));

        bench = bench.again();

        assertRevoked(one.accessToken());
        assertRevoked(user);
        assertRevoked(module);
        assertThat(isAccepted(good)).isTrue();
        assertThat(bench.engine.revocations()).isEqualTo(3);
        assertThat(bench.engine.tokens())
                .extracting(TokenInfo::user, TokenInfo::revoked)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("eve", false),
                        org.assertj.core.api.Assertions.tuple("", true),
                        org.assertj.core.api.Assertions.tuple("ada", true),
                        org.assertj.core.api.Assertions.tuple("bob", true));
    }

    @Test
    void holdsWithoutAProperEnd(@TempDir Path copy) throws Exception {
        String user = token("", "ada");
        bench.engine.revoke(Revocation.user("ada"));
        // As a crash leaves it: what is on the disk now, and nobody closed it.
        for (String each : java.util.List.of("keys.json", "ledger")) {
            java.nio.file.Files.copy(
                    bench.folder.resolve(each), copy.resolve(each), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        try (Bench second = new Bench(copy, all -> all, bench.time)) {
            assertThat(second.rule(user)).isEqualTo(AccessRule.TOKEN_REVOKED);
        }
    }

    @Test
    void catchesTokensWithoutAPlaceByTheirTime() {
        long now = bench.time.instant().getEpochSecond();
        String before = bench.forge().claim("iat", now).sign();
        String after =
                bench.forge().claim("iat", now + 31).claim("jti", "later").sign();
        bench.engine.revoke(Revocation.user("ada"));

        assertRevoked(before);
        bench.time.pass(Duration.ofSeconds(2));
        assertThat(isAccepted(after)).isTrue();
    }

    @Test
    void marksTheListedAndForgetsTheExpired() {
        token("", "ada");
        token("", "bob");
        bench.engine.revoke(Revocation.user("ada"));

        assertThat(bench.engine.tokens()).extracting(TokenInfo::user).containsExactly("bob", "ada");
        assertThat(bench.engine.tokens()).extracting(TokenInfo::revoked).containsExactly(false, true);
        bench.time.pass(Duration.ofMinutes(121));
        assertThat(bench.engine.tokens()).isEmpty();
    }
}
