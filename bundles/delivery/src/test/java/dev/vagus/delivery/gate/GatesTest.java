package dev.vagus.delivery.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.GateAbsentException;
import dev.vagus.module.VagusException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatesTest {
    private static final Access CALL = Access.of(Access.Kind.CALL, "Lab.Run");

    @TempDir
    Path folder;

    private Gates gates;

    @BeforeEach
    void readNothing() {
        gates = new Gates("registry", folder, null);
    }

    private static @Nullable VagusException refusal(@Nullable Gate gate, @Nullable Credential credential) {
        assertThat(gate).isNotNull();
        return gate.checkpoint(CALL).refusal("Reader", 7, credential, 0);
    }

    @Test
    void asksNoneWhereNoneIsThereAndNoneRequired() {
        assertThat(gates.effective()).isNull();
        assertThat(gates.required()).isEmpty();
    }

    @Test
    void asksTheOneThatIsThereItself() {
        TestGate security = new TestGate("security");

        gates.add("security", 0, 1, security);
        assertThat(gates.effective()).isSameAs(security);

        gates.remove(1);
        assertThat(gates.effective()).isNull();
    }

    @Test
    void refusesEverythingWhileTheRequiredOneIsNotThereAndSaysWhatToDo() {
        gates.add("other", 0, 2, new TestGate("other"));
        gates.require("security");

        assertThat(refusal(gates.effective(), null))
                .isInstanceOf(GateAbsentException.class)
                .hasMessageContaining("the call of Lab.Run by Reader is refused")
                .hasMessageContaining("the registry requires the gate security, which is not there")
                .hasMessageContaining("start the bundle that offers it, or release it");
        assertThat(AbsentGate.reason(gates.effective())).contains("security");
        assertThat(gates.effective().checkpoint(CALL).preview("Reader", 7, null).passes())
                .isFalse();
        assertThat(gates.effective().authenticate("secret", "Reader", 7, 0).subject())
                .isEmpty();
    }

    @Test
    void namesEachThingThatIsRefused() {
        gates.require("security");
        List<String> texts = new ArrayList<>();
        for (Access.Kind kind : Access.Kind.values()) {
            texts.add(gates.effective()
                    .checkpoint(Access.of(kind, "N"))
                    .refusal("M", 1, null, 0)
                    .getMessage());
        }
        assertThat(texts).doesNotHaveDuplicates().allSatisfy(text -> assertThat(text)
                .contains("N", "by M is refused"));
    }

    @Test
    void allThatAreThereMustAgreeWithEachItsOwnCredential() {
        TestGate one = new TestGate("one");
        TestGate two = new TestGate("two");
        gates.add("two", 0, 2, two);
        gates.add("one", 5, 9, one);
        Gate both = gates.effective();
        Credential credential = both.authenticate("t", "Reader", 7, 0);

        assertThat(refusal(both, null)).isNull();
        assertThat(refusal(both, credential)).isNull();
        assertThat(both.checkpoint(CALL).preview("Reader", 7, credential).text())
                .isEqualTo("one; two");
        assertThat(refusal(both, one.authenticate("t", "Reader", 7, 0))).hasMessageStartingWith("two refuses");
        two.refusing();
        assertThat(refusal(both, credential)).hasMessageStartingWith("two refuses");
        assertThat(both.checkpoint(CALL).preview("Reader", 7, credential).text())
                .isEqualTo("two");
        one.refusing();
        assertThat(refusal(both, credential)).hasMessageStartingWith("one refuses");
    }

    @Test
    void aJointCredentialIsUnknownToAGateThatWasNotAsked() {
        gates.add("one", 0, 1, new TestGate("one"));
        gates.add("two", 0, 2, new TestGate("two"));
        Credential credential = gates.effective().authenticate("t", "Reader", 7, 0);
        gates.add("three", 0, 3, new TestGate("three"));

        assertThat(refusal(gates.effective(), credential)).hasMessageStartingWith("three refuses");
    }

    @Test
    void theEpochOfSeveralChangesWithEachOfThem() {
        TestGate one = new TestGate("one");
        TestGate two = new TestGate("two");
        gates.add("one", 0, 1, one);
        gates.add("two", 0, 2, two);
        Gate both = gates.effective();
        long before = both.epoch();
        assertThat(both.epoch()).isEqualTo(before);

        one.epoch.addAndGet(3);
        two.epoch.addAndGet(-3);

        assertThat(both.epoch()).isNotEqualTo(before);
    }

    @Test
    void keepsWhatIsAskedWhileNothingChanges() {
        gates.add("one", 0, 1, new TestGate("one"));
        TestGate two = new TestGate("two");
        gates.add("two", 0, 2, two);
        Gate both = gates.effective();

        gates.add("two", 0, 2, two);
        assertThat(gates.effective()).isSameAs(both);
        gates.add("two", 9, 2, two);
        assertThat(gates.effective()).isNotSameAs(both);
    }

    @Test
    void theListenerIsToldAfterEachChangeAndFindsIt() {
        List<@Nullable Gate> seen = new ArrayList<>();
        TestGate security = new TestGate("security");
        gates.listen(() -> seen.add(gates.effective()));

        gates.add("security", 0, 1, security);
        gates.require("security");
        gates.remove(1);

        assertThat(seen).startsWith(null, security).endsWith(gates.effective());
        assertThat(gates.effective()).isInstanceOf(AbsentGate.class);
    }

    @Test
    void aNameOfThePropertyIsRequiredAndCannotBeReleased() {
        Gates fixed = new Gates("bus", null, " security, ,audit ");

        assertThat(fixed.required()).containsExactlyInAnyOrder("security", "audit");
        assertThatThrownBy(() -> fixed.release("security"))
                .isInstanceOf(VagusException.class)
                .hasMessageContaining("vagus.gates.required");
        fixed.add("security", 0, 1, new TestGate("security"));
        assertThat(AbsentGate.reason(fixed.effective())).contains("audit").doesNotContain("the gate security");
        fixed.add("audit", 0, 2, new TestGate("audit"));
        assertThat(AbsentGate.reason(fixed.effective())).isNull();
    }

    @Test
    void aGateWithoutANameIsAskedAndStandsForNone() {
        TestGate nameless = new TestGate("nameless");
        gates.add("", 0, 1, nameless);
        assertThat(gates.effective()).isSameAs(nameless);
        gates.require("security");
        assertThat(gates.effective()).isInstanceOf(AbsentGate.class);
    }

    @Test
    void refusesANameThatCouldNotBeWrittenDown() {
        assertThatThrownBy(() -> gates.require("a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gates.require("")).isInstanceOf(IllegalArgumentException.class);
        for (int i = 0; i < 100; i++) {
            String name = "g" + i;
            gates.require(name);
        }
        assertThatThrownBy(() -> gates.require("more")).isInstanceOf(IllegalArgumentException.class);
        assertThat(gates.required()).hasSize(100);
    }
}
