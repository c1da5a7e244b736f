package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.security.AccessRule;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenRequest;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that are known: recognised, and forgotten in time. */
class TokenMemoryTest {
    private Bench bench;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new Bench(folder, Bench.signing(com.nimbusds.jose.JWSAlgorithm.HS256));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void recognisesTheStringAnEqualOneAndTheDigest() {
        String token = bench.token();
        VerifiedToken first = bench.accepted(token);

        assertThat(bench.show(token)).isSameAs(first);
        assertThat(bench.show(new String(token))).isSameAs(first);
        assertThat(bench.show("Bearer " + token)).isSameAs(first);
        assertThat(bench.engine.known()).isEqualTo(1);
    }

    @Test
    void allocatesNothingForWhatItKnows() {
        String token = bench.token();
        VerifiedToken known = bench.accepted(token);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long nanos = bench.time.nanos();
        long allocated = Long.MAX_VALUE;
        // Until it is compiled, and nothing else is counted in between.
        for (int round = 0; round < 20 && allocated > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20_000; i++) {
                if (bench.engine.authenticate(token, Bench.MODULE, nanos) != known
                        || bench.engine.standing(known, nanos) != null) {
                    throw new AssertionError("not known any more");
                }
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertThat(allocated).isLessThan(20_000);
    }

    @Test
    void holdsTheStringWeakly() {
        String token = new String(bench.token());
        WeakReference<String> held = new WeakReference<>(token);
        VerifiedToken known = bench.accepted(token);
        String text = new StringBuilder(token).reverse().toString();
        token = null;
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return held.refersTo(null);
        });

        assertThat(bench.show(new StringBuilder(text).reverse().toString())).isSameAs(known);
    }

    @Test
    void isBounded() {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < TokenMemory.MAX + 2_000; i++) {
            tokens.add(bench.token());
            assertThat(bench.show(tokens.get(i))).isInstanceOf(VerifiedToken.class);
        }

        assertThat(bench.engine.known()).isLessThanOrEqualTo(TokenMemory.MAX);
        for (String each : tokens) {
            assertThat(bench.accepted(each).subject()).isEqualTo("ada");
        }
    }

    @Test
    void forgetsWhatIsRevokedAtOnceAndWhatHasExpiredWithASecond() {
        String token = bench.token();
        bench.accepted(token);
        bench.accepted(bench.issue(TokenRequest.user("bob").lasting(Duration.ofMinutes(1)))
                .accessToken());
        String eve = bench.issue(TokenRequest.user("eve")).accessToken();
        bench.accepted(eve);
        bench.engine.revoke(Revocation.user("ada"));
        assertThat(bench.engine.known()).isEqualTo(2);

        bench.time.pass(Duration.ofMinutes(2));
        bench.accepted(eve);
        assertThat(bench.engine.known()).isEqualTo(1);
    }

    @Test
    void keepsNoDeadTokenAliveOnAMachineThatWasSuspended() {
        String token = bench.token();
        VerifiedToken known = bench.accepted(token);
        bench.time.jump(Duration.ofHours(3));
        bench.time.pass(Duration.ofSeconds(1));

        assertThat(bench.engine.standing(known, bench.time.nanos()).rule()).isEqualTo(AccessRule.TOKEN_EXPIRED);
        assertThat(bench.rule(token)).isEqualTo(AccessRule.TOKEN_EXPIRED);
    }

    @Test
    void keepsNoDeadTokenAliveWhenTheClockIsSetBack() {
        VerifiedToken known = bench.accepted(bench.token());
        bench.time.jump(Duration.ofHours(-5));
        bench.time.pass(Duration.ofMinutes(119));
        assertThat(bench.engine.standing(known, bench.time.nanos())).isNull();
        bench.time.pass(Duration.ofMinutes(2));

        assertThat(bench.engine.standing(known, bench.time.nanos()).rule()).isEqualTo(AccessRule.TOKEN_EXPIRED);
    }

    @Test
    void remembersRejections() {
        String token = bench.forge().claim("aud", "other").sign();
        RejectedToken why = (RejectedToken) bench.show(token);

        assertThat(bench.show(token)).isSameAs(why);
        assertThat(bench.engine.known()).isZero();
    }

    @Test
    void tellsStringsOfEqualHashApart() {
        String token = bench.token();
        bench.accepted(token);
        // "Aa" and "BB" have the same hash, so these have, too.
        String one = token + "Aa";
        String other = token + "BB";
        assertThat(one.hashCode()).isEqualTo(other.hashCode());
        assertThat(bench.show(one)).isInstanceOf(RejectedToken.class);
        assertThat(bench.show(other)).isInstanceOf(RejectedToken.class);
        assertThat(bench.show(token)).isInstanceOf(VerifiedToken.class);
    }
}
