package dev.vagus.registry.internal.client;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.delivery.gate.Gates;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiCall;
import dev.vagus.registry.UnsupportedOptionException;
import dev.vagus.registry.internal.engine.EngineFixture;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GatePreview;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that a caller shows reaches the gate and nobody else, however it was said. */
class ShownTokenTest {
    @TempDir
    Path folder;

    private final EngineFixture lab = new EngineFixture();
    private final List<String> shown = new ArrayList<>();
    private final List<Map<String, Object>> seen = new ArrayList<>();

    @BeforeEach
    void offer() {
        lab.offer(operation("Lab", "Run"), call -> {
            seen.add(call.options());
            return "done";
        });
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void guard() {
        Gates gates = new Gates("registry", folder, null);
        gates.add("security", 0, 1, new Noting());
        lab.engine.behind(gates);
    }

    private ApiCall call() {
        return new CallInTheMaking(lab.engine, CALLER, "Lab.Run");
    }

    /** Lets everything pass, and notes what is shown. */
    private final class Noting implements Gate, Checkpoint {
        @Override
        public Credential authenticate(String token, String module, long bundleId, long nanos) {
            shown.add(token);
            return () -> "ann";
        }

        @Override
        public Checkpoint checkpoint(Access access) {
            return this;
        }

        @Override
        public long epoch() {
            return 0;
        }

        @Override
        public @Nullable VagusException refusal(
                String module, long bundleId, @Nullable Credential credential, long nanos) {
            return null;
        }

        @Override
        public GatePreview preview(String module, long bundleId, @Nullable Credential credential) {
            return new GatePreview(true, "");
        }
    }

    @Test
    void theLastOneThatWasSaidCounts() {
        guard();

        call().token("first").invoke();
        call().option("token", "first").token("second").invoke();
        call().token("second").option("token", "third").invoke();
        call().token("third").token("fourth").fallback("Lab.Run").invoke();

        assertThat(shown).containsExactly("first", "second", "third", "fourth");
        assertThat(seen).containsExactly(Map.of(), Map.of(), Map.of(), Map.of("fallback", "Lab.Run"));
    }

    @Test
    void withoutAGateItIsAnOptionThatNothingServes() {
        assertThatThrownBy(() -> call().token("mine").invoke())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("asks for 'token', which nothing serves")
                .hasMessageContaining("dev.vagus.security");
        assertThat(seen).isEmpty();
    }

    @Test
    void itIsInNoTextOfTheCall() {
        guard();
        lab.around("noting", 1, (invocation, next) -> {
            assertThat(invocation.option("token")).isNull();
            assertThat(invocation.toString()).doesNotContain("mine");
            return next.proceed(invocation);
        });

        assertThat(call().token("mine").invoke()).isEqualTo("done");
    }

    @Test
    @SuppressWarnings("NullAway") // what happens all the same
    void thereIsNoNullAmongTokens() {
        String nothing = null;
        assertThatThrownBy(() -> call().token(nothing)).isInstanceOf(NullPointerException.class);
    }
}
