package dev.vagus.security.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.security.EncryptionLevel;
import dev.vagus.security.SecuritySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainSwitchTest {
    private static final SecuritySpec SPEC = new SecuritySpec(
            false,
            Duration.ofSeconds(90),
            List.of("Sh*", "Lab Runner"),
            EncryptionLevel.STRONG,
            Map.of("Shop", List.of("api:Lab.*", "role:r"), "Till*", List.of("bus")),
            Map.of("r", List.of("events:publish", "lab:run")));

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("security.properties");
    }

    @Test
    void isOffUntilSomebodySwitchesItOn() {
        FakeKeeper keeper = new FakeKeeper();
        try (Mains all = new Mains(file())) {
            all.keepers.add("registry", keeper);
            all.started(Map.of());

            assertThat(all.mains.standing().enabled()).isFalse();
            assertThat(all.mains.standing().source()).isEqualTo("default");
            assertThat(all.open).isFalse();
            assertThat(keeper.changes).hasValue(0);
            assertThat(file()).doesNotExist();
        }
    }

    @Test
    void whatWasSwitchedOnHasBeenWrittenByEveryKeeperAndHoldsOverARestart() {
        FakeKeeper registry = new FakeKeeper();
        FakeKeeper bus = new FakeKeeper();
        try (Mains all = new Mains(file()).started(Map.of())) {
            all.keepers.add("registry", registry);
            all.mains.enable(SPEC);

            assertThat(registry.written).containsExactly("security");
            all.keepers.add("bus", bus);
            assertThat(bus.written).containsExactly("security");
            assertThat(all.mains.guarded()).containsExactly("bus", "registry");
            assertThat(all.open).isTrue();
            assertThat(all.letsShopCall()).isTrue();
        }
        try (Mains again = new Mains(file()).started(Map.of())) {
            assertThat(again.open).isTrue();
            assertThat(again.mains.standing().source()).isEqualTo("code");
            assertThat(again.mains.standing().spec()).isEqualTo(SPEC);
            assertThat(again.office.settings).isNotNull();
            assertThat(again.office.settings.lifetime()).isEqualTo(Duration.ofSeconds(90));
            assertThat(again.office.settings.encryption()).isEqualTo(EncryptionLevel.STRONG);
            assertThat(again.letsShopCall()).isTrue();

            again.mains.disable();
        }
        try (Mains off = new Mains(file())) {
            // It was away when security was switched off.
            FakeKeeper events = FakeKeeper.thatRequires("security");
            off.keepers.add("events", events);
            off.started(Map.of());

            assertThat(off.open).isFalse();
            assertThat(events.written).isEmpty();
        }
    }

    @Test
    void switchingOffReleasesBeforeTheGateGoes() {
        FakeKeeper keeper = new FakeKeeper();
        try (Mains all = new Mains(file()).started(Map.of())) {
            all.keepers.add("bus", keeper);
            all.mains.enable(SPEC);

            all.mains.disable();

            assertThat(keeper.required).isEmpty();
            assertThat(keeper.written).isEmpty();
            assertThat(all.open).isFalse();
        }
    }

    @Test
    void aKeeperThatCannotWriteIsToldAndSecurityIsOnAllTheSame() {
        FakeKeeper good = new FakeKeeper();
        FakeKeeper bad = new FakeKeeper();
        bad.broken = true;
        try (Mains all = new Mains(file()).started(Map.of())) {
            all.keepers.add("bus", bad);
            all.keepers.add("registry", good);

            assertThatThrownBy(() -> all.mains.enable(SPEC))
                    .isInstanceOf(NotWrittenException.class)
                    .hasMessageContaining("security is on until this process ends")
                    .hasMessageContaining("bus could not write down")
                    .hasMessageContaining("the disk is full");
            assertThat(all.open).isTrue();
            assertThat(bad.required).containsExactly("security");
            assertThat(good.written).containsExactly("security");
            assertThat(all.mains.guarded()).containsExactly("registry");

            bad.broken = false;
            all.mains.enable(SPEC);
            assertThat(all.mains.guarded()).containsExactly("bus", "registry");
        }
    }

    @Test
    void aKeeperThatCannotReleaseKeepsAllOfItOn() {
        FakeKeeper good = new FakeKeeper();
        FakeKeeper bad = new FakeKeeper();
        try (Mains all = new Mains(file()).started(Map.of())) {
            all.keepers.add("bus", bad);
            all.keepers.add("registry", good);
            all.mains.enable(SPEC);
            bad.broken = true;

            assertThatThrownBy(all.mains::disable).hasMessageContaining("security is still on");

            assertThat(all.open).isTrue();
            assertThat(good.required).containsExactly("security");
            assertThat(all.mains.standing().enabled()).isTrue();
        }
        try (Mains again = new Mains(file()).started(Map.of())) {
            assertThat(again.open).isTrue();
            assertThat(again.mains.standing().spec()).isEqualTo(SPEC);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsTold() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "no folder");
        FakeKeeper keeper = new FakeKeeper();
        try (Mains all = new Mains(blocked.resolve("security.properties")).started(Map.of())) {
            all.keepers.add("bus", keeper);

            assertThatThrownBy(() -> all.mains.enable(SPEC)).hasMessageContaining("what was said could not be kept");
            assertThat(all.open).isTrue();
            assertThat(keeper.written).containsExactly("security");
            assertThatThrownBy(all.mains::disable).hasMessageContaining("security is still on");
            assertThat(all.open).isTrue();
            assertThat(keeper.written).containsExactly("security");
        }
    }

    @Test
    void theConfigurationWins() {
        try (Mains all = new Mains(file()).started(Map.of())) {
            all.mains.enable(SPEC);
        }
        FakeKeeper keeper = FakeKeeper.thatRequires("security");
        try (Mains all = new Mains(file())) {
            all.keepers.add("bus", keeper);
            all.started(Map.of("enabled", "false"));
            assertThat(all.open).isFalse();
            assertThat(keeper.written).isEmpty();
            assertThat(all.mains.standing().source()).isEqualTo("dev.vagus.security");
            assertThatThrownBy(() -> all.mains.enable(SPEC))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("enabled=false")
                    .hasMessageContaining("change it there");

            all.mains.configure(Map.of("enabled", true, "authentication.required", false, "grants", "Shop=api"));
            assertThat(all.open).isTrue();
            assertThat(keeper.written).containsExactly("security");
            assertThat(all.letsShopCall()).isTrue();
            assertThatThrownBy(all.mains::disable).isInstanceOf(IllegalStateException.class);

            // What was said in code holds again where the configuration says nothing.
            all.mains.configure(Map.of());
            assertThat(all.mains.standing().spec()).isEqualTo(SPEC);
            assertThat(all.open).isTrue();
        }
    }

    @Test
    void whatIsNotValidChangesNothing() {
        try (Mains all = new Mains(file()).started(Map.of())) {
            assertThatThrownBy(() -> all.mains.enable(SPEC.withGrants(Map.of("Shop", List.of("role:none")))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("grants: 'Shop': there is no role 'none'; there are [r]");
            assertThatThrownBy(() -> all.mains.enable(SPEC.withTokenLifetime(Duration.ofDays(400))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(all.open).isFalse();
            assertThat(file()).doesNotExist();
        }
    }
}
