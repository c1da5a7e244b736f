package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.internal.key.KeyRing;
import dev.vagus.security.internal.key.KeySource;
import dev.vagus.security.internal.ledger.Ledger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What anybody may see holds no token, no part of one that proves something, and no key. */
class SecretsTest {
    private final List<String> seen = new ArrayList<>();

    private void see(Object anything) {
        seen.add(String.valueOf(anything));
    }

    private void seeThrown(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isNotNull();
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        see(trace);
    }

    @Test
    void nothingTellsASecret(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
        List<String> secrets = new ArrayList<>();
        try (Bench bench = new Bench(folder, Bench.signing(JWSAlgorithm.HS256))) {
            use(bench, secrets);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        see(console.toString(StandardCharsets.UTF_8));
        see(Files.readString(folder.resolve("ledger")));

        assertThat(secrets).hasSizeGreaterThan(8).allSatisfy(each -> assertThat(each)
                .hasSizeGreaterThan(15));
        for (String text : seen) {
            for (String secret : secrets) {
                assertThat(text.contains(secret)).isFalse();
            }
        }
    }

    private void use(Bench bench, List<String> secrets) throws Exception {
        IssuedToken issued = bench.issue(TokenRequest.user("ada", "api:*").withRefreshToken());
        IssuedToken next = bench.engine.refresh(issued.refreshToken(), Bench.MODULE);
        String forged = issued.accessToken().substring(0, issued.accessToken().length() - 4) + "AAAA";
        for (String token :
                List.of(issued.accessToken(), issued.refreshToken(), next.accessToken(), next.refreshToken(), forged)) {
            secrets.add(token);
            secrets.add(token.substring(token.lastIndexOf('.') + 1, token.length() - 4));
        }
        VerifiedToken known = bench.accepted(issued.accessToken());
        see(issued);
        see(next);
        see(known);
        see(known.info());
        see(known.scopes());
        see(known.claims);
        see(known.header);
        see(known.key);
        see(TokenMemory.Digest.of(issued.accessToken().getBytes(StandardCharsets.US_ASCII)));
        see(CompactForm.of(issued.accessToken()));
        see(bench.engine);
        see(bench.settings);
        see(bench.engine.tokens());
        see(bench.show(forged));
        see(bench.show(issued.refreshToken()));
        seeThrown(() -> bench.engine.verify(forged, "m"));
        seeThrown(() -> bench.engine.verify(issued.refreshToken(), "m"));
        seeThrown(() -> bench.engine.refresh(issued.refreshToken(), "m"));
        seeThrown(() -> bench.engine.refresh(issued.accessToken(), "m"));
        bench.engine.revoke(Revocation.all());
        seeThrown(() -> bench.engine.verify(issued.accessToken(), "m"));
        seeThrown(() -> bench.issue(TokenRequest.user("ada", "not a scope")));
        keys(bench, secrets);
    }

    private void keys(Bench bench, List<String> secrets) throws Exception {
        bench.engine.encryptionKey(EncryptionMethod.A256GCM);
        bench.engine.rotateSigningKey();
        Path file = bench.folder.resolve("keys.json");
        for (JWK each : Forge.keys(file).getKeys()) {
            secrets.add(each.toOctetSequenceKey().getKeyValue().toString());
        }
        see(bench.engine.keys());
        KeySource source = KeySource.of("", file, new HashMap<String, String>()::get);
        KeyRing ring = new KeyRing(source, JWSAlgorithm.HS256, bench.time, key -> bench.time.instant());
        see(source);
        see(ring);
        see(ring.signing());
        see(ring.trusted());
        see(ring.find(ring.signing().id()));
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 30));
        seeThrown(source::read);
        seeThrown(() -> new Bench(bench.folder));
        Files.writeString(file, whole.replace("\"kid\"", "\"kidding\""));
        seeThrown(() -> new Bench(bench.folder));
        KeySource given = KeySource.of(file.toString(), file, new HashMap<String, String>()::get);
        Files.writeString(file, whole.replace("HS256", "HS999"));
        seeThrown(() -> new KeyRing(given, JWSAlgorithm.HS256, bench.time, key -> bench.time.instant()).signing());
        Files.writeString(file, whole);
        seeThrown(
                () -> new KeyRing(given, JWSAlgorithm.HS256, bench.time, key -> bench.time.instant()).rotateSigning());
        see(new Ledger(bench.folder.resolve("other"), bench.time, Duration.ZERO));
        Files.writeString(file, whole);
    }
}
