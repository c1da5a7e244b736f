package dev.vagus.security.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vagus.security.AccessExplanation;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.internal.token.RejectedToken;
import dev.vagus.security.internal.token.Tokens;
import dev.vagus.security.internal.token.VerifiedToken;
import dev.vagus.spi.Access;
import dev.vagus.spi.Access.Kind;
import dev.vagus.spi.Credential;
import dev.vagus.spi.GatePreview;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionPointTest {
    @Test
    void refusalsSayWhoWhatWhichRuleAndWhatToDo() {
        try (Point point = Point.granting("api:Shop.*")) {
            Credential anna = point.tokens.accept("secret-string", "anna", "api:Shop.*");

            assertThat(point.shop(Access.of(Kind.SEND, "Configuration"), null))
                    .hasMessage(
                            "module Shop may not send on channel Configuration (grant): no grant gives the module the"
                                    + " scope bus:publish:Configuration; add 'Shop=bus:publish:Configuration' to grants of"
                                    + " dev.vagus.security, or show a token that holds it");
            assertThat(point.shop(Access.of(Kind.CALL, "Lab.Run"), anna))
                    .hasMessage("module Shop for anna may not call Lab.Run (token-scope): the token does not hold the"
                            + " scope api:Lab.Run; show one that was issued with it");
            assertThat(point.shop(Access.of(Kind.CONTROL, "*"), null))
                    .hasMessageStartingWith(
                            "module Shop may not manage the message bus (grant): no grant gives the module"
                                    + " the scope bus:manage:*; add");
            assertThat(point.shop(Access.of(Kind.INTERCEPT, "Ord*"), null))
                    .hasMessage(
                            "module Shop may not go around messages of channel Ord* (grant): no grant gives the module"
                                    + " the scope bus:manage:Ord*; add 'Shop=bus:manage:Ord*' to grants of dev.vagus.security");
            point.change(SecuritySpec.DEFAULTS.withAllowedModules(List.of("Lab")), "*");
            assertThat(point.shop(Access.of(Kind.PUBLISH, "Sold"), anna))
                    .hasMessage("module Shop for anna may not raise events Sold (module): the module is none of those"
                            + " that may act; add 'Shop' to allowed.modules of dev.vagus.security");
        }
    }

    @Test
    void foreignTextStaysOnOneLineAndShort() {
        try (Point point = Point.granting()) {
            Credential odd = point.tokens.accept("odd", "eve\nroot logged in\u2028\u202e", "lab");

            AccessRefusedException refusal =
                    point.shop(new Access(Kind.CALL, "A.B\r\n" + "x".repeat(5_000), List.of(), false), odd);

            assertThat(refusal).isNotNull();
            assertThat(refusal.getMessage()).hasSizeLessThan(1_000).doesNotContain("\n", "\r", "\u2028", "\u202e");
        }
    }

    @Test
    void aPreviewSaysTheSameAndNothingCounts() {
        try (Point point = Point.granting("api:Shop.*")) {
            Turnstile call = point.gate.checkpoint(Access.of(Kind.CALL, "Shop.Buy"));
            Turnstile other = point.gate.checkpoint(Access.of(Kind.CALL, "Lab.Run"));

            GatePreview passes = call.preview("Shop", Point.SHOP, null);
            GatePreview fails = other.preview("Shop", Point.SHOP, null);

            assertThat(passes.passes()).isTrue();
            assertThat(passes.text())
                    .isEqualTo("module Shop may call Shop.Buy (grant): granted to the module by 'Shop=api:Shop.*'");
            assertThat(point.gate.allowed() + point.gate.refused()).isZero();
            AccessRefusedException refusal = other.refusal("Shop", Point.SHOP, null, 0);
            assertThat(refusal).isNotNull();
            assertThat(fails).isEqualTo(new GatePreview(false, refusal.getMessage()));
        }
    }

    @Test
    void anExplanationNamesTheScopesAndWhatAllows() {
        try (Point point = new Point(SecuritySpec.DEFAULTS)) {
            Credential anna = point.tokens.accept("t", "anna", "lab:*");
            Access access = new Access(Kind.CALL, "Lab.Run", List.of("lab:run"), false);

            AccessExplanation explained = point.gate.explain(access, "Shop", Point.SHOP, anna);

            assertThat(explained.allowed()).isTrue();
            assertThat(explained.rule()).isEqualTo("token");
            assertThat(explained.subject()).isEqualTo("anna");
            assertThat(explained.access()).isEqualTo("api:Lab.Run");
            assertThat(explained.required()).containsExactly("lab:run");
            assertThat(point.gate
                            .explain(access, "vagus-shell", Point.SHELL, null)
                            .rule())
                    .isEqualTo("operator");
        }
    }

    @Test
    void aChangeHoldsForTheNextDecisionAtTheSameCheckpoint() {
        try (Point point = Point.granting("api")) {
            Turnstile call = point.gate.checkpoint(Access.of(Kind.CALL, "Shop.Buy"));
            assertThat(call.refusal("Shop", Point.SHOP, null, 0)).isNull();
            long before = point.gate.epoch();

            point.change(SecuritySpec.DEFAULTS, "*");

            assertThat(point.gate.epoch()).isNotEqualTo(before);
            assertThat(call.refusal("Shop", Point.SHOP, null, 0)).isNotNull();
            point.change(
                    SecuritySpec.DEFAULTS.withAuthenticationRequired(false).withGrants(Map.of("*", List.of("api"))),
                    "*");
            assertThat(call.refusal("Shop", Point.SHOP, null, 0)).isNull();
        }
    }

    @Test
    void aTokenEngineThatFailsLetsNothingPassAndShowsNothing() {
        Tokens broken = new Tokens() {
            @Override
            public Credential authenticate(String given, String module, long nanos) {
                throw new IllegalStateException(given);
            }

            @Override
            public @Nullable RejectedToken standing(VerifiedToken token, long nanos) {
                return null;
            }
        };
        try (AuditTrail trail = new AuditTrail(List.of(), 10, 0)) {
            DecisionPoint gate = new DecisionPoint(
                    broken,
                    id -> false,
                    (id, permission) -> true,
                    trail,
                    Rules.of(SecuritySpec.DEFAULTS, List.of(), 0),
                    () -> 0);

            Credential credential = gate.authenticate("very-secret", "Shop", 1, 0);

            AccessRefusedException refusal =
                    gate.checkpoint(Access.of(Kind.CALL, "Lab.Run")).refusal("Shop", 1, credential, 0);
            assertThat(refusal).isNotNull().hasMessageNotContaining("very-secret");
            assertThat(refusal.rule()).isEqualTo(AccessRule.TOKEN_MALFORMED);
        }
    }

    @Test
    void waitingHelpsIsSaidWhereItDoes() {
        try (Point point = Point.granting("*")) {
            AccessRefusedException refusal = point.shop(
                    Access.of(Kind.CALL, "Lab.Run"),
                    new RejectedToken(AccessRule.THROTTLED, "too many bad tokens", Duration.ofSeconds(3)));

            assertThat(refusal).isNotNull();
            assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void theSameDecisionAgainAllocatesNothing() {
        try (Point point = new Point(SecuritySpec.DEFAULTS)) {
            VerifiedToken token = point.tokens.accept("t", "anna", "api:*");
            Turnstile call = point.gate.checkpoint(Access.of(Kind.CALL, "Shop.Buy"));
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            int refused = ask(call, token, 20_000);
            long before = threads.getCurrentThreadAllocatedBytes();

            refused += ask(call, token, 10_000);

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
            assertThat(refused).isZero();
            assertThat(point.gate.allowed()).isEqualTo(30_000);
        }
    }

    private static int ask(Turnstile call, VerifiedToken token, int times) {
        int refused = 0;
        for (int i = 0; i < times; i++) {
            if (call.refusal("Shop", Point.SHOP, token, i) != null) {
                refused++;
            }
        }
        return refused;
    }
}
