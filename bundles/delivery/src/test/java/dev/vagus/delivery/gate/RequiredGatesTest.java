package dev.vagus.delivery.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.VagusException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequiredGatesTest {
    @TempDir
    Path folder;

    private Gates restarted() {
        return new Gates("registry", folder, null);
    }

    private Path file() {
        return folder.resolve("required.gates");
    }

    @Test
    void whatIsRequiredOutlivesARestartAndWhatIsReleasedDoesNotComeBack() {
        Gates first = restarted();
        first.require("security");
        first.require("audit");
        first.release("audit");

        Gates second = restarted();
        assertThat(second.required()).containsExactly("security");
        assertThat(second.effective()).isInstanceOf(AbsentGate.class);

        second.release("security");
        Gates third = restarted();
        assertThat(third.required()).isEmpty();
        assertThat(third.effective()).isNull();
    }

    @Test
    void leavesNothingButTheFileAndWritesNothingTwice() throws IOException {
        Gates gates = restarted();
        gates.require("security");
        Files.delete(file());
        gates.require("security");

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        gates.require("audit");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void isWrittenOnAThreadThatWasInterrupted() {
        Thread.currentThread().interrupt();
        restarted().require("security");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(restarted().required()).containsExactly("security");
    }

    @Test
    void isRequiredAllTheSameWhereItCannotBeWritten() throws IOException {
        Path absent = folder.resolve("absent");
        Gates gates = new Gates("registry", absent, null);

        assertThatThrownBy(() -> gates.require("security"))
                .isInstanceOf(VagusException.class)
                .hasMessageContaining("security is required, but only until")
                .hasMessageContaining(absent.toString());
        assertThat(gates.required()).containsExactly("security");
        assertThat(gates.effective()).isInstanceOf(AbsentGate.class);

        Files.createDirectory(absent);
        gates.require("security");
        assertThat(new Gates("registry", absent, null).required()).containsExactly("security");
    }

    @Test
    void isStillRequiredWhereItsReleaseCannotBeWritten() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Gates gates = new Gates("registry", data, null);
        gates.require("security");
        Path away = Files.move(data, folder.resolve("away"));

        assertThatThrownBy(() -> gates.release("security"))
                .isInstanceOf(VagusException.class)
                .hasMessageContaining("still required");
        assertThat(gates.required()).containsExactly("security");
        assertThat(gates.effective()).isInstanceOf(AbsentGate.class);

        Files.move(away, data);
        gates.release("security");
        assertThat(gates.effective()).isNull();
        assertThat(new Gates("registry", data, null).required()).isEmpty();
    }

    @Test
    void cannotBeKeptWhereTheFrameworkHasNoPlaceForFiles() {
        Gates gates = new Gates("registry", null, null);
        assertThatThrownBy(() -> gates.require("security")).hasMessageContaining("no place for files");
        assertThat(gates.effective()).isInstanceOf(AbsentGate.class);
    }

    @Test
    void refusesEverythingWhenAnyByteOfTheFileIsNotWhatWasWritten() throws IOException {
        restarted().require("security");
        byte[] written = Files.readAllBytes(file());
        for (int i = 0; i < written.length; i++) {
            byte[] bent = written.clone();
            bent[i] ^= 1;
            Files.write(file(), bent);
            assertRefusesWithoutKnowing();
        }
        for (int length = 0; length < written.length; length++) {
            Files.write(file(), java.util.Arrays.copyOf(written, length));
            assertRefusesWithoutKnowing();
        }
        Files.write(file(), new byte[100_000]);
        assertRefusesWithoutKnowing();
    }

    private void assertRefusesWithoutKnowing() {
        Gates gates = restarted();
        gates.add("security", 0, 1, new TestGate("security"));
        assertThat(gates.required()).containsExactly("?");
        assertThat(AbsentGate.reason(gates.effective()))
                .contains("could not be read", file().toString(), "delete it", "restart the bundle");
    }

    @Test
    void whatCouldNotBeReadStaysRequiredUntilItIsReleased() throws IOException {
        Files.writeString(file(), "rubbish");
        Gates gates = restarted();
        gates.add("security", 0, 1, new TestGate("security"));
        gates.require("security");

        Gates again = restarted();
        again.add("security", 0, 1, new TestGate("security"));
        assertThat(again.required()).containsExactlyInAnyOrder("?", "security");
        assertThat(AbsentGate.reason(again.effective())).contains("could not be read");
        again.release("?");
        assertThat(AbsentGate.reason(again.effective())).isNull();
        assertThat(restarted().required()).containsExactly("security");
    }

    @Test
    void refusesEverythingWhenTheFileCannotBeRead() throws IOException {
        Files.createDirectory(file());
        assertRefusesWithoutKnowing();
    }

    @Test
    void aFileHalfWrittenBesideItCountsForNothing() throws IOException {
        restarted().require("security");
        Files.writeString(folder.resolve("required.gates.new"), "vagus requ");
        assertThat(restarted().required()).containsExactly("security");
    }
}
