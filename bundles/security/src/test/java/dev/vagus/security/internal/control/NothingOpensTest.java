package dev.vagus.security.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.security.SecuritySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is lost, late or wrong opens nothing. */
class NothingOpensTest {
    private static final SecuritySpec SPEC =
            SecuritySpec.DEFAULTS.withAuthenticationRequired(false).withGrants(Map.of("Shop", List.of("api:Lab.*")));

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("security.properties");
    }

    @Test
    void aConfigurationThatSwitchedItOnOverrulesForGoodThatItWasOff() {
        FakeKeeper keeper = new FakeKeeper();
        try (Mains all = new Mains(file()).started(Map.of())) {
            all.mains.enable(SPEC);
            all.mains.disable();
            all.keepers.add("bus", keeper);

            all.mains.configure(Map.of("enabled", true));
            all.mains.configure(Map.of());

            assertThat(all.open).isTrue();
            assertThat(all.mains.standing().source()).isEqualTo("required gates");
        }
        try (Mains again = new Mains(file())) {
            again.keepers.add("bus", keeper);
            again.started(Map.of());
            assertThat(again.open).isTrue();
            assertThat(again.letsShopCall()).isFalse();
        }
    }

    @Test
    void aConfigurationThatGoesAwayOpensNothing() {
        FakeKeeper keeper = new FakeKeeper();
        try (Mains all = new Mains(file())) {
            all.keepers.add("bus", keeper);
            all.started(Map.of("enabled", true, "authentication.required", false, "grants", "*=api"));
            assertThat(all.letsShopCall()).isTrue();

            all.mains.configure(Map.of());

            assertThat(all.open).isTrue();
            assertThat(all.mains.standing().source()).isEqualTo("required gates");
            assertThat(all.letsShopCall()).isFalse();
            all.mains.disable();
            assertThat(all.open).isFalse();
            assertThat(keeper.written).isEmpty();
        }
    }

    @Test
    void aKeeperThatRemembersSwitchesItOnWhereNobodySaysAnything() {
        FakeKeeper early = FakeKeeper.thatRequires("security");
        try (Mains all = new Mains(file())) {
            all.keepers.add("bus", early);
            all.started(Map.of());
            assertThat(all.open).isTrue();
            assertThat(all.letsShopCall()).isFalse();
        }
        try (Mains all = new Mains(file()).started(Map.of())) {
            assertThat(all.open).isFalse();
            all.keepers.add("bus", FakeKeeper.thatRequires("security"));
            assertThat(all.open).isTrue();
            assertThat(all.letsShopCall()).isFalse();
        }
    }

    @Test
    void aWrongConfigurationIsRefusedAsAWholeAndWhatHeldStays() {
        try (Mains all = new Mains(file())
                .started(Map.of("enabled", true, "authentication.required", false, "grants", "Shop=api"))) {
            all.mains.configure(Map.of("enabled", false, "grants", "no form"));
            assertThat(all.open).isTrue();
            assertThat(all.letsShopCall()).isTrue();

            all.office.refusesSettings = new IllegalArgumentException("keys.file: there is none");
            all.mains.configure(Map.of("enabled", false));
            assertThat(all.open).isTrue();
            assertThat(all.letsShopCall()).isTrue();
        }
    }

    @Test
    void aWrongConfigurationAtTheStartThatSpeaksOfEnabledClosesEverything() {
        FakeKeeper keeper = new FakeKeeper();
        FakeKeeper late = new FakeKeeper();
        try (Mains all = new Mains(file())) {
            all.keepers.add("bus", keeper);
            all.started(Map.of("enabled", "yes please"));

            assertThat(keeper.written).containsExactly("security");
            all.keepers.add("events", late);
            assertThat(late.written).containsExactly("security");
            assertThat(all.open).isFalse();
            assertThat(all.mains.standing().enabled()).isTrue();
            assertThatThrownBy(all.mains::disable).hasMessageContaining("must be corrected first");

            all.mains.configure(Map.of("enabled", true));
            assertThat(all.open).isTrue();
        }
    }

    @Test
    void whatWasSwitchedOnIsClosedWhereItsKeysCannotBeRead() {
        try (Mains all = new Mains(file()).started(Map.of())) {
            all.mains.enable(SPEC);
        }
        FakeKeeper isNew = new FakeKeeper();
        try (Mains all = new Mains(file())) {
            all.office.refusesSettings = new NotWrittenException("keys.json is damaged", null);
            all.started(Map.of());
            all.keepers.add("bus", isNew);

            assertThat(all.open).isFalse();
            assertThat(isNew.written).containsExactly("security");
            assertThat(all.mains.standing().enabled()).isTrue();

            all.office.refusesSettings = null;
            all.mains.configure(Map.of());
            assertThat(all.open).isTrue();
            assertThat(all.letsShopCall()).isTrue();
        }
    }

    @Test
    void aWrongConfigurationAtTheStartLeavesRequiredGatesClosed() {
        FakeKeeper keeper = FakeKeeper.thatRequires("security");
        try (Mains all = new Mains(file())) {
            all.keepers.add("bus", keeper);
            all.started(Map.of("enabled", false, "grantz", "Shop=api"));

            assertThat(all.open).isFalse();
            assertThat(keeper.written).containsExactly("security");
        }
    }

    @Test
    void aFileThatCannotBeReadKeepsEverythingClosedButForTheOperator() throws IOException {
        Files.writeString(file(), "enabled=perhaps");
        try (Mains all = new Mains(file()).started(Map.of())) {
            assertThat(all.open).isTrue();
            assertThat(all.letsShopCall()).isFalse();

            all.mains.disable();
            assertThat(all.open).isFalse();
        }
        try (Mains again = new Mains(file()).started(Map.of())) {
            assertThat(again.open).isFalse();
        }
    }
}
