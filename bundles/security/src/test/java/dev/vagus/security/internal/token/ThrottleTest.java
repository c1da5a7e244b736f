package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.security.AccessRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who tries tokens has to wait, longer each time. */
class ThrottleTest {
    private Bench bench;
    private int tried;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String bad() {
        return bench.forge().signature(new byte[] {(byte) ++tried, 2, 3});
    }

    private void failTenTimes() {
        for (int i = 0; i < 10; i++) {
            assertThat(bench.rule(bad())).isEqualTo(AccessRule.TOKEN_SIGNATURE);
        }
    }

    @Test
    void slowsDownUnknownTokensOfTheModuleOnly() {
        String known = bench.token();
        bench.show(known);
        String unknown = bench.token();
        failTenTimes();
        assertThat(bench.rule(bad())).isEqualTo(AccessRule.TOKEN_SIGNATURE);

        RejectedToken paused = (RejectedToken) bench.show(unknown);
        assertThat(paused.rule()).isEqualTo(AccessRule.THROTTLED);
        assertThat(paused.retryAfter()).isEqualTo(Duration.ofMillis(100));
        assertThat(bench.rule("no token")).isEqualTo(AccessRule.THROTTLED);
        assertThat(bench.show(known)).isInstanceOf(VerifiedToken.class);
        assertThat(bench.show(new String(known))).isInstanceOf(VerifiedToken.class);
        assertThat(bench.engine.authenticate(unknown, "Other", bench.time.nanos()))
                .isInstanceOf(VerifiedToken.class);
    }

    @Test
    void letsThemPassAfterThePause() {
        String unknown = bench.token();
        failTenTimes();
        bench.show(bad());
        bench.time.pass(Duration.ofMillis(99));
        assertThat(bench.rule(unknown)).isEqualTo(AccessRule.THROTTLED);
        bench.time.pass(Duration.ofMillis(1));

        assertThat(bench.show(unknown)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void doublesThePauseUpToHalfAMinute() {
        failTenTimes();
        Duration last = Duration.ofMillis(50);
        for (int i = 0; i < 15; i++) {
            assertThat(bench.rule(bad())).isEqualTo(AccessRule.TOKEN_SIGNATURE);
            Duration pause = ((RejectedToken) bench.show(bad())).retryAfter();
            Duration twice = last.multipliedBy(2);
            assertThat(pause).isEqualTo(twice.compareTo(Duration.ofSeconds(30)) > 0 ? Duration.ofSeconds(30) : twice);
            last = pause;
            // Less than a whole failure is forgotten in that time, but for the longest.
            bench.time.pass(pause);
            if (pause.compareTo(Duration.ofSeconds(6)) > 0) {
                return;
            }
        }
        assertThat(last).isGreaterThan(Duration.ofSeconds(6));
    }

    @Test
    void neverMakesAnybodyWaitLongerThanHalfAMinute() {
        Throttle throttle = new Throttle();
        long now = Long.MAX_VALUE - 3;
        for (int i = 0; i < 1_000; i++) {
            throttle.failed("m", now);
        }
        assertThat(throttle.pause("m", now)).isEqualTo(Duration.ofSeconds(30));
        assertThat(throttle.pause("m", now + TimeUnit.SECONDS.toNanos(30))).isNull();
        assertThat(throttle.pause("other", now)).isNull();
    }

    @Test
    void forgetsWithTime() {
        failTenTimes();
        bench.show(bad());
        bench.time.pass(Duration.ofMinutes(3));

        failTenTimes();
        assertThat(bench.show(bench.token())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void doesNotCountTheSameAgainNorWhatIsRightlySigned() {
        String same = bad();
        for (int i = 0; i < 50; i++) {
            assertThat(bench.rule(same)).isEqualTo(AccessRule.TOKEN_SIGNATURE);
            assertThat(bench.rule(bench.forge().claim("aud", "other" + i).sign()))
                    .isEqualTo(AccessRule.TOKEN_AUDIENCE);
        }

        for (int i = 0; i < 50; i++) {
            bench.time.pass(Duration.ofMillis(3_100));
            assertThat(bench.rule(same)).isEqualTo(AccessRule.TOKEN_SIGNATURE);
        }
        assertThat(bench.show(bench.token())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void isBoundedWhateverModulesAreCalled() {
        Throttle throttle = new Throttle();
        for (int i = 0; i < 100_000; i++) {
            throttle.failed("module" + i, i);
        }
        assertThat(throttle.modules()).isLessThanOrEqualTo(1_000);
    }
}
