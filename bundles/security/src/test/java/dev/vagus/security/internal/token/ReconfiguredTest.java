package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import dev.vagus.security.AccessRule;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.internal.key.KeyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other settings for an engine that goes on: what a token that was known before comes to. */
class ReconfiguredTest {
    private Variants variants;
    private Bench bench;
    private String text;
    private VerifiedToken token;

    @BeforeEach
    void open(@TempDir Path folder) {
        variants = new Variants(folder);
        bench = new Bench(variants.base().folder(), any -> variants.base());
        text = bench.token("api:*");
        token = bench.accepted(text);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void assertRefused(TokenSettings settings, AccessRule rule) {
        bench.engine.reconfigure(settings);

        assertThat(bench.rule(text)).isEqualTo(rule);
        assertThat(bench.rule(new String(text))).isEqualTo(rule);
        assertThat(bench.engine.standing(token, bench.time.nanos()).rule()).isEqualTo(rule);

        bench.engine.reconfigure(variants.base());
        assertThat(bench.show(text)).isSameAs(token);
        assertThat(bench.show(new String(text))).isSameAs(token);
        assertThat(bench.engine.standing(token, bench.time.nanos())).isNull();
    }

    private void assertStaysKnown(TokenSettings settings) {
        bench.engine.reconfigure(settings);

        assertThat(bench.show(text)).isSameAs(token);
        assertThat(bench.engine.standing(token, bench.time.nanos())).isNull();
    }

    @Test
    void isRefusedWhileTheIssuerIsCalledElsewise() {
        assertRefused(variants.calledElsewise(), AccessRule.TOKEN_ISSUER);
    }

    @Test
    void isRefusedWhileItMustBeMeantForSomebodyElse() {
        assertRefused(variants.meantForOthers(), AccessRule.TOKEN_AUDIENCE);
    }

    @Test
    void isRefusedWhileItsAlgorithmIsNotAccepted() {
        assertRefused(variants.withoutCurves(), AccessRule.TOKEN_ALGORITHM);
    }

    @Test
    void isRefusedWhileThereAreOtherKeys() {
        assertRefused(variants.withOtherKeys(), AccessRule.TOKEN_KEY);
    }

    @Test
    void staysKnownWhereNothingOfItChanges() {
        assertStaysKnown(variants.signingBySecrets());
        assertStaysKnown(variants.withoutSkew());
        assertStaysKnown(variants.withoutGuest());
    }

    @Test
    void oneOfAnotherIssuerIsRefusedOnlyWhileThatIsNotTrusted() {
        String guest = variants.guestToken(bench.time);
        VerifiedToken known = bench.accepted(guest);

        bench.engine.reconfigure(variants.withoutGuest());
        assertThat(bench.rule(guest)).isEqualTo(AccessRule.TOKEN_ISSUER);
        bench.engine.reconfigure(variants.calledElsewise());
        assertThat(bench.show(guest)).isSameAs(known);
    }

    @Test
    void theEndOfAKnownOneMovesWithTheSkew() {
        String guest = variants.guestToken(bench.time);
        bench.accepted(guest);
        bench.time.pass(Duration.ofSeconds(3610));
        assertThat(bench.show(guest)).isInstanceOf(VerifiedToken.class);

        bench.engine.reconfigure(variants.withoutSkew());

        assertThat(bench.rule(guest)).isEqualTo(AccessRule.TOKEN_EXPIRED);
    }

    @Test
    void anOldReadingOfTheClockShortensNoTokenThatIsJudgedAgain() {
        bench.time.pass(Duration.ofMinutes(60));
        bench.engine.reconfigure(variants.withoutSkew());
        long old = bench.time.nanos() - Duration.ofMinutes(10).toNanos();
        assertThat(bench.engine.standing(token, old)).isNull();

        bench.time.pass(Duration.ofMinutes(59));

        assertThat(bench.engine.standing(token, bench.time.nanos())).isNull();
    }

    @Test
    void aFileOfAnotherIssuerThatIsJustBeingWrittenTakesNothingAway() throws Exception {
        String guest = variants.guestToken(bench.time);
        VerifiedToken known = bench.accepted(guest);
        Files.writeString(variants.guestFile(), "{\"keys\":[");

        bench.engine.reconfigure(variants.withoutSkew());

        assertThat(bench.show(guest)).isSameAs(known);
    }

    @Test
    void whatWasRevokedStaysSo() {
        bench.engine.revoke(Revocation.user("ada"));

        bench.engine.reconfigure(variants.calledElsewise());
        bench.engine.reconfigure(variants.base());

        assertThat(bench.rule(text)).isEqualTo(AccessRule.TOKEN_REVOKED);
        assertThat(bench.engine.standing(token, bench.time.nanos()).rule()).isEqualTo(AccessRule.TOKEN_REVOKED);
    }

    @Test
    void refusalsByTheSettingsCountAgainstNobody() {
        for (int i = 0; i < 50; i++) {
            bench.engine.reconfigure(variants.calledElsewise());
            assertThat(bench.rule(text)).isEqualTo(AccessRule.TOKEN_ISSUER);
            assertThat(bench.rule(new String(text))).isEqualTo(AccessRule.TOKEN_ISSUER);
            bench.engine.reconfigure(variants.base());
        }

        assertThat(bench.show(bench.token())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void oneThatWasRefusedBeforeItWasEverKnownIsAcceptedByTheSettingsThatAcceptIt() {
        String guest = variants.guestToken(bench.time);
        bench.engine.reconfigure(variants.withoutGuest());
        assertThat(bench.rule(guest)).isEqualTo(AccessRule.TOKEN_ISSUER);

        bench.engine.reconfigure(variants.base());

        assertThat(bench.show(guest)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void refreshTokensGoByWhatHoldsNow() {
        IssuedToken issued = bench.issue(TokenRequest.user("ada", "api:*").withRefreshToken());
        bench.engine.reconfigure(variants.calledElsewise());
        assertThatThrownBy(() -> bench.engine.refresh(issued.refreshToken(), Bench.MODULE))
                .hasMessageContaining("token-issuer");

        bench.engine.reconfigure(variants.signingBySecrets());
        IssuedToken next = bench.engine.refresh(issued.refreshToken(), Bench.MODULE);

        assertThat(next.info().algorithm()).isEqualTo("HS256");
        assertThat(bench.show(next.accessToken())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void keysThatWereMadeUnderOtherSettingsAreAllThere() {
        String encryption = bench.engine.encryptionKey(EncryptionMethod.A256GCM).getKeyID();
        bench.engine.reconfigure(variants.signingBySecrets());
        String secret = bench.token();
        bench.engine.reconfigure(variants.base());

        assertThat(bench.engine.keys()).hasSize(3);
        assertThat(bench.engine.decryptionKey(encryption, EncryptionMethod.A256GCM))
                .isNotNull();
        assertThat(bench.show(secret)).isInstanceOf(VerifiedToken.class);
        bench = bench.again();
        assertThat(bench.engine.keys()).hasSize(3);
    }

    @Test
    void keysThatCannotBeReadChangeNothing(@TempDir Path folder) {
        TokenSettings wrong =
                variants.calledElsewise().withKeys(folder.resolve("none.json").toString());

        assertThatThrownBy(() -> bench.engine.reconfigure(wrong)).isInstanceOf(KeyException.class);

        assertThat(bench.show(text)).isSameAs(token);
        assertThat(bench.engine.issuers()).containsExactly("vagus", Variants.GUEST);
    }

    @Test
    void theFolderIsForGood(@TempDir Path other) {
        assertThatThrownBy(() -> bench.engine.reconfigure(TokenSettings.defaults(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("folder");
    }
}
