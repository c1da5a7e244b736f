package dev.vagus.security.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vagus.security.Revocation;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.internal.token.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private final FakeTime time = new FakeTime();
    private Path file;

    @BeforeEach
    void file(@TempDir Path folder) {
        file = folder.resolve("sub/ledger");
    }

    private Ledger open() {
        return open(1_000, 1_000);
    }

    private Ledger open(int revocations, int families) {
        return new Ledger(file, time, Duration.ofSeconds(30), revocations, families);
    }

    private Issue of(Ledger ledger, String user) {
        return new Issue("id", "", user, "", ledger.next(), time.millis());
    }

    @Test
    void cutsOffALastLineThatWasNotFinished() throws IOException {
        Issue ada;
        try (Ledger ledger = open()) {
            ada = of(ledger, "ada");
            ledger.revoke(Revocation.user("ada"));
        }
        String whole = Files.readString(file);
        for (String rest : List.of("1", "12345678\trevoked\tUSER", "\0\0\0\0\0")) {
            Files.writeString(file, whole + rest);
            try (Ledger ledger = open()) {
                assertThat(ledger.revokes(ada)).isTrue();
                ledger.revoke(Revocation.user("bob"));
            }
            try (Ledger ledger = open()) {
                assertThat(ledger.revocations()).isEqualTo(2);
            }
            Files.writeString(file, whole);
        }
    }

    @Test
    void doesNotStartWithDamage() throws IOException {
        try (Ledger ledger = open()) {
            ledger.revoke(Revocation.user("ada"));
            ledger.revoke(Revocation.user("bob"));
        }
        String whole = Files.readString(file);
        int ada = whole.indexOf("\tada");
        for (String damaged : List.of(
                whole.substring(0, ada) + "\teve" + whole.substring(ada + 4),
                "\n" + whole,
                whole.substring(whole.indexOf('\n') + 1),
                whole.replace("\n", "\n\n"),
                whole + "00000000\tx\n",
                "something else\n")) {
            Files.writeString(file, damaged);
            assertThatThrownBy(this::open)
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("nothing was changed");
            assertThat(Files.readString(file)).isEqualTo(damaged);
        }
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        open().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertThatThrownBy(this::open).isInstanceOf(LedgerException.class).hasMessageContaining("chmod 600");
    }

    @Test
    void revokesEverythingRatherThanForgetting() {
        try (Ledger ledger = open(10, 10)) {
            Issue first = new Issue("t0", "", "", "m", ledger.next(), time.millis());
            Issue never = new Issue("other", "", "eve", "", ledger.next(), time.millis());
            for (int i = 0; i < 10; i++) {
                ledger.revoke(Revocation.token("t" + i));
            }
            assertThat(ledger.revokes(never)).isFalse();

            ledger.revoke(Revocation.token("t10"));

            assertThat(ledger.revocations()).isEqualTo(1);
            assertThat(ledger.revokes(first)).isTrue();
            assertThat(ledger.revokes(never)).isTrue();
            assertThat(ledger.revokes(of(ledger, "eve"))).isFalse();
        }
        try (Ledger ledger = open(10, 10)) {
            assertThat(ledger.revokes(new Issue("t0", "", "", "m", 1, null))).isTrue();
            assertThat(ledger.revokes(of(ledger, "eve"))).isFalse();
        }
    }

    @Test
    void forgetsRevocationsADayAfterTheirTokensEnd() {
        try (Ledger ledger = open(10, 10)) {
            for (int i = 0; i < 10; i++) {
                ledger.revoke(Revocation.token("t" + i));
            }
            time.pass(Ledger.LONGEST.plusDays(1).plusSeconds(1));
            Issue now = of(ledger, "eve");

            ledger.revoke(Revocation.token("new"));

            assertThat(ledger.revocations()).isEqualTo(1);
            assertThat(ledger.revokes(now)).isFalse();
        }
    }

    @Test
    void refusesFamiliesThatItCannotRemember() throws Ledger.FullException {
        try (Ledger ledger = open(10, 3)) {
            long until = time.millis() + 60_000;
            for (int i = 0; i < 3; i++) {
                assertThat(ledger.use("f" + i, 0, until)).isTrue();
            }
            assertThatThrownBy(() -> ledger.use("f3", 0, until)).isInstanceOf(Ledger.FullException.class);
            assertThat(ledger.use("f2", 1, until)).isTrue();
            assertThat(ledger.use("f1", 0, until)).isFalse();
            time.pass(Duration.ofDays(2));
            assertThat(ledger.use("f3", 0, until)).isTrue();
        }
    }

    @Test
    void refusesAGenerationWhoseForerunnerIsUnknown() throws Ledger.FullException {
        try (Ledger ledger = open()) {
            assertThat(ledger.use("lost", 3, time.millis())).isFalse();
            assertThat(ledger.revokes(new Issue("x", "lost", "u", "", ledger.next(), null)))
                    .isTrue();
        }
    }

    @Test
    void keepsAHundredThousandEntriesInAFileThatStaysSmall() throws IOException {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 60_000; i++) {
                Issue issue = new Issue("t" + i, "", "ada", "", ledger.next(), time.millis());
                ledger.issued(info("t" + i), issue);
            }
            assertThat(ledger.issued()).hasSize(10_000);
            assertThat(ledger.issued().get(0).id()).isEqualTo("t59999");
        }
        long lines;
        try (var all = Files.lines(file, StandardCharsets.UTF_8)) {
            lines = all.count();
        }
        assertThat(lines).isLessThan(45_000);
        try (Ledger ledger = open()) {
            assertThat(ledger.issued()).hasSize(10_000);
        }
    }

    private TokenInfo info(String id) {
        return new TokenInfo(
                id,
                "vagus",
                "",
                "ada\tb\n%",
                Set.of(),
                List.of("vagus"),
                time.instant(),
                time.instant().plusSeconds(60),
                "k",
                "ES256",
                false,
                false);
    }

    @Test
    void givesBackWhatItListed() {
        try (Ledger ledger = open()) {
            ledger.issued(info("t"), new Issue("t", "", "ada\tb\n%", "", ledger.next(), time.millis()));
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.issued()).containsExactly(info("t"));
        }
    }

    @Test
    void saysWhenItCannotWriteAndCatchesUpLater() throws IOException {
        Path folder = file.getParent();
        Issue ada;
        Issue bob;
        try (Ledger ledger = open()) {
            ada = of(ledger, "ada");
            bob = of(ledger, "bob");
            Files.delete(file);
            Files.delete(folder);
            Files.createFile(folder);

            assertThatThrownBy(() -> ledger.revoke(Revocation.user("ada")))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining(file.toString());
            assertThat(ledger.revokes(ada)).isTrue();

            Files.delete(folder);
            ledger.revoke(Revocation.user("bob"));
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.revokes(ada)).isTrue();
            assertThat(ledger.revokes(bob)).isTrue();
        }
    }

    @Test
    void writesNothingAfterItWasClosed() {
        Ledger ledger = open();
        Issue ada = of(ledger, "ada");
        ledger.close();
        ledger.close();

        assertThatThrownBy(() -> ledger.revoke(Revocation.user("ada"))).isInstanceOf(IllegalStateException.class);
        assertThat(ledger.revokes(ada)).isTrue();
    }

    @Test
    void remembersUntilWhenAKeyIsNeeded() {
        long until = time.millis() + 7_200_000;
        try (Ledger ledger = open()) {
            ledger.signed("k", until);
            ledger.signed("k", until - 1000);
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.signedUntil("k").toEpochMilli()).isBetween(until, until + 3_600_000);
            assertThat(ledger.signedUntil("other")).isEqualTo(time.instant());
        }
    }
}
