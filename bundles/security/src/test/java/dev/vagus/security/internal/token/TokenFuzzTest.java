package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.vagus.spi.Credential;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is made of a good token is refused, quickly, and nothing is ever thrown. */
class TokenFuzzTest {
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n\u0000\u00e9\ud83d";
    private static final int ROUNDS = 4_000;

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "HS256"})
    void noMutationOfAGoodTokenIsAccepted(String algorithm, @TempDir Path folder) {
        Random random = new Random(20_261_122);
        try (Bench bench = new Bench(folder, Bench.signing(JWSAlgorithm.parse(algorithm)))) {
            String good = bench.token("api:*");
            bench.accepted(good);
            for (int i = 0; i < ROUNDS; i++) {
                String bad = mutated(good, random);
                if (!bad.equals(good)) {
                    // Each as a module of its own, so that it is looked at and not put off.
                    long before = System.nanoTime();
                    Credential found = bench.engine.authenticate(bad, "m" + i, bench.time.nanos());
                    assertThat(found).describedAs("round %d", i).isInstanceOf(RejectedToken.class);
                    assertThat(System.nanoTime() - before)
                            .isLessThan(Duration.ofSeconds(5).toNanos());
                }
            }
            assertThat(bench.show(good)).isInstanceOf(VerifiedToken.class);
        }
    }

    private static String mutated(String good, Random random) {
        StringBuilder text = new StringBuilder(good);
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(text.length());
            char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(6)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.insert(at, other);
                case 2 -> text.deleteCharAt(at);
                case 3 -> text.setLength(Math.max(1, at));
                case 4 -> text.insert(at, text.substring(0, random.nextInt(at + 1)));
                default -> {
                    char here = text.charAt(at);
                    int to = random.nextInt(text.length());
                    text.setCharAt(at, text.charAt(to));
                    text.setCharAt(to, here);
                }
            }
        }
        return text.toString();
    }

    /** The header and payload are rightly signed, so that what reads them sees any bytes there are. */
    @Test
    void nothingIsThrownForAnythingThatIsSigned(@TempDir Path folder) {
        Random random = new Random(42);
        try (Bench bench = new Bench(folder, Bench.signing(JWSAlgorithm.HS256))) {
            String header = bench.forge().headerJson();
            String claims = bench.forge().claimsJson();
            int accepted = 0;
            for (int i = 0; i < ROUNDS; i++) {
                Forge forge = bench.forge().headerText(header).claimsText(spoilt(claims, random));
                if (i % 4 == 0) {
                    forge.headerText(spoilt(header, random));
                }
                Credential found = bench.engine.authenticate(forge.sign(), "m" + i, bench.time.nanos());
                accepted += found instanceof VerifiedToken ? 1 : 0;
                assertThat(found).isInstanceOfAny(VerifiedToken.class, RejectedToken.class);
            }
            // A letter of a name more or less leaves it good: it was signed.
            assertThat(accepted).isBetween(1, ROUNDS - 1);
        }
    }

    private static String spoilt(String json, Random random) {
        String signs = "{}[]\",:\\u0tfn-+eE.19 \u00e9\u0000";
        StringBuilder text = new StringBuilder(json);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            char other = signs.charAt(random.nextInt(signs.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.insert(at, other);
                case 2 -> text.deleteCharAt(at);
                default -> text.insert(at, String.valueOf(other).repeat(random.nextInt(200)));
            }
        }
        return text.toString();
    }

    @Test
    void whatIsReadAsJsonIsReadTheSameByTheLibrary() throws ParseException {
        Random random = new Random(7);
        String json =
                "{\"a\":1,\"b\":[true,false,\"x\\u0041\\n\"],\"c\":{\"d\":-1.5e3,\"e\":\"\u00e9\"},\"f\":1234567890}";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = i == 0 ? json : spoilt(json, random);
            Map<String, Object> ours = StrictJson.object(text.getBytes(StandardCharsets.UTF_8));
            if (ours != null) {
                read++;
                // What the strict one reads, the lenient one must read, with the same names.
                assertThat(JSONObjectUtils.parse(text).keySet()).isEqualTo(ours.keySet());
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    @Test
    void randomBytesAreNothing(@TempDir Path folder) {
        Random random = new Random(3);
        try (Bench bench = new Bench(folder)) {
            for (int i = 0; i < ROUNDS; i++) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                String text = i % 2 == 0
                        ? new String(bytes, StandardCharsets.ISO_8859_1)
                        : Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(bytes)
                                .replace('-', '.');
                assertThat(bench.engine.authenticate(text, "m" + i, bench.time.nanos()))
                        .isInstanceOf(RejectedToken.class);
                assertThat(StrictJson.object(bytes)).isNull();
            }
        }
    }
}
