package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two threads show tokens while a third changes issuer, audience, algorithms, keys and skew sixty times. */
class ReconfiguringThreadsTest {
    private static final int CHECKERS = 2;
    private static final int CHANGES = 60;

    private final ExecutorService pool = Executors.newFixedThreadPool(CHECKERS);
    private final AtomicLong checks = new AtomicLong();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    /** Even: {@link #accepted} says what each check that begins and ends now must come to; odd: it is being changed. */
    private final AtomicLong stage = new AtomicLong();

    private volatile boolean accepted = true;
    private volatile boolean over;
    private Variants variants;
    private Bench bench;

    @BeforeEach
    void open(@TempDir Path folder) {
        variants = new Variants(folder);
        bench = new Bench(variants.base().folder(), any -> variants.base());
    }

    @AfterEach
    void close() {
        over = true;
        pool.shutdownNow();
        bench.close();
    }

    @Test
    void noneIsRefusedThatMustPassAndNonePassesThatMustNot() throws Exception {
        String own = bench.token("api:*");
        String steady = variants.guestToken(bench.time);
        VerifiedToken ownKnown = bench.accepted(own);
        VerifiedToken steadyKnown = bench.accepted(steady);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CHECKERS; i++) {
            running.add(pool.submit(() -> {
                while (!over) {
                    passes("known", steady, steadyKnown, false);
                    passes("equal", new String(steady), steadyKnown, false);
                    passes("own", own, ownKnown, true);
                    passes("own, equal", new String(own), ownKnown, true);
                    checks.incrementAndGet();
                }
            }));
        }
        List<TokenSettings> refusing = List.of(
                variants.calledElsewise(),
                variants.meantForOthers(),
                variants.withoutCurves(),
                variants.withOtherKeys());
        List<TokenSettings> accepting = List.of(variants.base(), variants.withoutSkew(), variants.signingBySecrets());
        for (int i = 0; i < CHANGES / 3; i++) {
            change(false, refusing.get(i % refusing.size()));
            change(true, accepting.get(i % accepting.size()));
            change(true, accepting.get((i + 1) % accepting.size()));
        }
        over = true;
        for (Future<?> each : running) {
            each.get(10, TimeUnit.SECONDS);
        }

        assertThat(wrong).isEmpty();
        assertThat(checks).hasValueGreaterThan(2L * CHANGES);
    }

    private void change(boolean acceptsFromNow, TokenSettings settings) {
        boolean changes = accepted != acceptsFromNow;
        if (changes) {
            stage.incrementAndGet();
        }
        bench.engine.reconfigure(settings);
        if (changes) {
            accepted = acceptsFromNow;
            stage.incrementAndGet();
        }
        long enough = checks.get() + 4;
        while (checks.get() < enough) {
            Thread.onSpinWait();
        }
    }

    private void passes(String what, String text, VerifiedToken known, boolean changing) {
        long before = stage.get();
        boolean must = !changing || accepted;
        boolean shown = bench.show(text) instanceof VerifiedToken;
        boolean stands = bench.engine.standing(known, bench.time.nanos()) == null;
        boolean certain = !changing || before % 2 == 0 && stage.get() == before;
        if (certain && (shown != must || stands != must)) {
            wrong.add(what + (must ? " was refused" : " was accepted"));
        }
    }
}
