package dev.vagus.security.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.module.ErrorCategory;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.internal.token.VerifiedToken;
import dev.vagus.spi.Access;
import dev.vagus.spi.Access.Kind;
import dev.vagus.spi.Credential;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DecisionMatrixTest {
    private static final SecuritySpec OPEN_TO_GRANTS = SecuritySpec.DEFAULTS.withAuthenticationRequired(false);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aModuleThatIsNoneOfTheAllowedIsRefusedWhateverItShows(Kind kind) {
        try (Point point = new Point(
                OPEN_TO_GRANTS.withAllowedModules(List.of("Lab*", "Till")).withGrants(Map.of("*", List.of("*"))))) {
            VerifiedToken all = point.tokens.accept("all", "anna", "*");
            Access access = Access.of(kind, "Thing");

            assertThat(point.rule(access, all)).isEqualTo(AccessRule.MODULE);
            assertThat(point.rule(access, null)).isEqualTo(AccessRule.MODULE);
            assertThat(point.gate.checkpoint(access).refusal("LabRunner", 5, all, 0))
                    .isNull();
            assertThat(point.gate.checkpoint(access).refusal("Till", 6, null, 0))
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"HEAR", "LISTEN", "INTERCEPT"},
            mode = Mode.EXCLUDE)
    void withoutATokenItIsRefusedWhereOneIsRequired(Kind kind) {
        try (Point point = new Point(SecuritySpec.DEFAULTS.withGrants(Map.of("*", List.of("*"))))) {
            AccessRefusedException refusal = point.shop(Access.of(kind, "Thing"), null);

            assertThat(refusal).isNotNull();
            assertThat(refusal.rule()).isEqualTo(AccessRule.TOKEN_MISSING);
            assertThat(refusal.category()).isEqualTo(ErrorCategory.AUTHENTICATION);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"HEAR", "LISTEN", "INTERCEPT"})
    void whoeverHearsNeedsNoTokenButAGrant(Kind kind) {
        try (Point point =
                new Point(SecuritySpec.DEFAULTS.withGrants(Map.of("Shop", List.of(kind.prefix() + ":Thi*"))))) {
            VerifiedToken all = point.tokens.accept("all", "anna", "*");

            assertThat(point.rule(Access.of(kind, "Thing"), null)).isNull();
            assertThat(point.rule(new Access(kind, "Thing", List.of(), true), null))
                    .isNull();
            assertThat(point.rule(Access.of(kind, "Other"), null)).isEqualTo(AccessRule.GRANT);
            assertThat(point.rule(Access.of(kind, "Other"), all)).isEqualTo(AccessRule.GRANT);
            assertThat(point.rule(Access.of(kind, "Thing"), point.tokens.reject("bad", AccessRule.TOKEN_EXPIRED)))
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AccessRule.class,
            names = {"TOKEN_.*", "THROTTLED"},
            mode = Mode.MATCH_ANY)
    void aRejectedTokenRefusesByItsRuleAlsoWhereNoneIsNeeded(AccessRule rule) {
        try (Point point = Point.granting("*")) {
            Credential rejected = point.tokens.reject("bad", rule);
            for (Kind kind : List.of(Kind.CALL, Kind.SEND, Kind.PUBLISH, Kind.CONTROL, Kind.MANAGE)) {
                AccessRefusedException refusal = point.shop(Access.of(kind, "Thing"), rejected);
                assertThat(refusal).isNotNull();
                assertThat(refusal.rule()).isEqualTo(rule);
                assertThat(refusal).hasMessageContaining("(" + rule.label() + "): it falls by " + rule.label());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CALL", "SEND", "PUBLISH", "CONTROL", "MANAGE"})
    void whatATokenIsInheritedForMayBeDoneByItOrByTheModulesOwnGrantWhatItIsShownForByItAlone(Kind kind) {
        try (Point point =
                new Point(SecuritySpec.DEFAULTS.withGrants(Map.of("Shop", List.of(kind.prefix() + ":Own"))))) {
            VerifiedToken token = point.tokens.accept("good", "anna", kind.prefix() + ":Hers");
            Credential within = token.inherited();

            assertThat(point.rule(Access.of(kind, "Hers"), within)).isNull();
            assertThat(point.rule(Access.of(kind, "Own"), within)).isNull();
            assertThat(point.rule(new Access(kind, "Own", List.of(), true), within))
                    .isNull();
            assertThat(point.rule(Access.of(kind, "Other"), within)).isEqualTo(AccessRule.TOKEN_SCOPE);
            assertThat(point.rule(Access.of(kind, "Own"), token)).isEqualTo(AccessRule.TOKEN_SCOPE);
            assertThat(token.inherited()).isSameAs(within);

            point.tokens.fell(token, AccessRule.TOKEN_REVOKED);
            assertThat(point.rule(Access.of(kind, "Own"), within)).isEqualTo(AccessRule.TOKEN_REVOKED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AccessRule.class,
            names = {"TOKEN_EXPIRED", "TOKEN_REVOKED"})
    void aTokenThatFellAfterItsCheckRefusesTheNextAccessAtTheSameCheckpoint(AccessRule rule) {
        try (Point point = new Point(SecuritySpec.DEFAULTS)) {
            VerifiedToken token = point.tokens.accept("good", "anna", "api");
            Turnstile checkpoint = point.gate.checkpoint(Access.of(Kind.CALL, "Shop.Buy"));
            for (int i = 0; i < 3; i++) {
                assertThat(checkpoint.refusal("Shop", Point.SHOP, token, i)).isNull();
            }

            point.tokens.fell(token, rule);

            AccessRefusedException refusal = checkpoint.refusal("Shop", Point.SHOP, token, 4);
            assertThat(refusal).isNotNull();
            assertThat(refusal.rule()).isEqualTo(rule);
            assertThat(point.gate.allowed()).isEqualTo(3);
            assertThat(point.gate.refused()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"HEAR", "LISTEN", "INTERCEPT"},
            mode = Mode.EXCLUDE)
    void theTokensScopesDecideAndNotTheGrants(Kind kind) {
        try (Point point = Point.granting("*")) {
            Access access = Access.of(kind, "Lab.Thing");
            String scope = access.scope();

            assertThat(point.rule(access, point.tokens.accept("exact", "anna", scope)))
                    .isNull();
            assertThat(point.rule(access, point.tokens.accept("wild", "anna", kind.prefix() + ":Lab.*")))
                    .isNull();
            assertThat(point.rule(access, point.tokens.accept("above", "anna", kind.prefix())))
                    .isNull();
            assertThat(point.rule(access, point.tokens.accept("other", "anna", kind.prefix() + ":Labs.*")))
                    .isEqualTo(AccessRule.TOKEN_SCOPE);
            assertThat(point.rule(access, point.tokens.accept("none", "anna"))).isEqualTo(AccessRule.TOKEN_SCOPE);
        }
    }

    @Test
    void theScopesOfAnOperationReplaceTheDerivedOneAndAllAreNeeded() {
        try (Point point = Point.granting("lab:run", "lab:see")) {
            Access both = new Access(Kind.CALL, "Lab.Run", List.of("lab:run", "lab:see"), false);
            Access other = new Access(Kind.CALL, "Lab.Run", List.of("lab:run", "lab:own"), false);

            assertThat(point.rule(both, null)).isNull();
            assertThat(point.rule(other, null)).isEqualTo(AccessRule.GRANT);
            assertThat(point.rule(both, point.tokens.accept("run", "anna", "lab:run", "api:*")))
                    .isEqualTo(AccessRule.TOKEN_SCOPE);
            assertThat(point.rule(both, point.tokens.accept("two", "anna", "lab:run", "lab:s*")))
                    .isNull();
        }
    }

    @Test
    void anAccessMayNeedACredentialWhateverTheConfigurationSays() {
        try (Point point = Point.granting("*")) {
            Access access = new Access(Kind.CALL, "Lab.Run", List.of(), true);

            assertThat(point.rule(access, null)).isEqualTo(AccessRule.TOKEN_MISSING);
            assertThat(point.rule(access, point.tokens.accept("t", "anna", "api:call")))
                    .isNull();
        }
    }

    @Test
    void rolesStandForTheirScopes() {
        try (Point point = new Point(OPEN_TO_GRANTS
                .withRoles(Map.of("clerk", List.of("api:Shop.*", "events:publish:Sold")))
                .withGrants(Map.of("Sh*", List.of("role:clerk"))))) {
            assertThat(point.rule(Access.of(Kind.CALL, "Shop.Buy"), null)).isNull();
            assertThat(point.rule(Access.of(Kind.PUBLISH, "Sold"), null)).isNull();
            assertThat(point.rule(Access.of(Kind.PUBLISH, "Bought"), null)).isEqualTo(AccessRule.GRANT);
        }
    }

    @Test
    void theOperatorIsAPrincipalByItself() {
        try (Point point = new Point(SecuritySpec.DEFAULTS.withAllowedModules(List.of("Nobody")))) {
            Turnstile call = point.gate.checkpoint(new Access(Kind.CALL, "Lab.Run", List.of(), true));
            Turnstile listen = point.gate.checkpoint(Access.of(Kind.LISTEN, "Sold"));

            assertThat(call.refusal("vagus-shell", Point.SHELL, null, 0)).isNull();
            assertThat(listen.refusal("vagus-shell", Point.SHELL, null, 0)).isNull();
            assertThat(call.refusal("vagus-shell", Point.SHOP, null, 0)).isNotNull();

            point.change(SecuritySpec.DEFAULTS, "events:subscribe");

            AccessRefusedException refusal = call.refusal("vagus-shell", Point.SHELL, null, 0);
            assertThat(refusal).hasMessageContaining("add it to operator.scopes");
            assertThat(listen.refusal("vagus-shell", Point.SHELL, null, 0)).isNull();
        }
    }

    @Test
    void whatTheOperatorShowsCountsInsteadOfWhatItIs() {
        try (Point point = new Point(SecuritySpec.DEFAULTS)) {
            Turnstile call = point.gate.checkpoint(Access.of(Kind.CALL, "Lab.Run"));
            Credential narrow = point.tokens.accept("narrow", "anna", "api:Shop.*");

            AccessRefusedException refusal = call.refusal("vagus-shell", Point.SHELL, narrow, 0);
            assertThat(refusal).isNotNull();
            assertThat(refusal.rule()).isEqualTo(AccessRule.TOKEN_SCOPE);
        }
    }

    @Test
    void aCredentialOfAnotherGateIsUnknownAndNotAskedForItsName() {
        try (Point point = Point.granting("*")) {
            Credential foreign = () -> {
                throw new IllegalStateException("nobody may ask");
            };

            assertThat(point.rule(Access.of(Kind.CALL, "Lab.Run"), foreign)).isEqualTo(AccessRule.TOKEN_UNKNOWN);
        }
    }
}
