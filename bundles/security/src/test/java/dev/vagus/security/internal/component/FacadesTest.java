package dev.vagus.security.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.Revocation;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.internal.access.AuditSink;
import dev.vagus.security.internal.access.AuditTrail;
import dev.vagus.security.internal.access.DecisionPoint;
import dev.vagus.security.internal.access.Entry;
import dev.vagus.security.internal.access.Rules;
import dev.vagus.security.internal.control.Door;
import dev.vagus.security.internal.control.FakeOffice;
import dev.vagus.security.internal.control.Keepers;
import dev.vagus.security.internal.control.MainSwitch;
import dev.vagus.security.internal.control.StateFile;
import dev.vagus.spi.Credential;
import dev.vagus.spi.FlowContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacadesTest {
    private static final SecuritySpec SPEC = SecuritySpec.DEFAULTS
            .withAuthenticationRequired(false)
            .withRoles(Map.of("clerk", List.of("api:Shop.*", "lab:run")))
            .withGrants(Map.of("Admin", List.of("security:admin"), "Desk", List.of("security:tokens")));

    @TempDir
    Path folder;

    private final FakeOffice office = new FakeOffice();
    private final List<Entry> told = new CopyOnWriteArrayList<>();
    private final AuditTrail audit = new AuditTrail(List.of(new Book(told)), 10, 0);
    private final DecisionPoint point = new DecisionPoint(
            office,
            id -> false,
            (id, permission) -> true,
            audit,
            Rules.of(SecuritySpec.DEFAULTS, List.of(), 0),
            () -> 0);
    private MainSwitch mains;
    private boolean stopped;

    @BeforeEach
    void start() {
        Door door = new Door() {
            @Override
            public void open() {
                office.asked.add("open");
            }

            @Override
            public void close() {
                office.asked.add("shut");
            }
        };
        mains = new MainSwitch(
                point, audit, new Keepers(), door, new StateFile(folder.resolve("state.properties")), office);
        mains.start(Map.of());
        office.asked.clear();
    }

    @AfterEach
    void end() {
        audit.close();
    }

    private record Book(List<Entry> entries) implements AuditSink {
        @Override
        public void decided(Entry entry) {
            entries.add(entry);
        }

        @Override
        public void suppressed(long count, String text) {
            throw new AssertionError(count + " were too many");
        }
    }

    private Caller caller(String module) {
        return new Caller(module, 1, point, mains, () -> stopped);
    }

    private TokenFacade tokens(String module) {
        return new TokenFacade(caller(module), office);
    }

    /** Nothing that is asked here asks the framework. */
    private SecurityFacade security(String module) {
        return new SecurityFacade(caller(module), office, new Neighbourhood(null));
    }

    @Test
    void whileItIsOffEverybodyMaySwitchItOnAndIssueTokens() {
        assertThat(tokens("Shop").issue(TokenRequest.user("anna", "api")).accessToken())
                .isEqualTo("issued");
        assertThat(security("Shop").enable(SPEC).enabled()).isTrue();
        assertThat(office.asked).contains("open");
    }

    @Test
    void whileItIsOnManagingItTakesScopes() {
        security("Shop").enable(SPEC);

        assertThatThrownBy(() -> security("Shop").disable())
                .isInstanceOf(AccessRefusedException.class)
                .hasMessageContaining("module Shop may not manage security (security:admin) (grant)");
        assertThatThrownBy(() -> security("Desk").enable(SPEC)).isInstanceOf(AccessRefusedException.class);
        assertThatThrownBy(() -> security("Desk").rotateSigningKey()).isInstanceOf(AccessRefusedException.class);
        assertThatThrownBy(() -> security("Desk").rotateEncryptionKey()).isInstanceOf(AccessRefusedException.class);
        assertThatThrownBy(() -> tokens("Admin").issue(TokenRequest.user("anna")))
                .isInstanceOf(AccessRefusedException.class);
        assertThatThrownBy(() -> tokens("Admin").revoke(Revocation.all())).isInstanceOf(AccessRefusedException.class);
        assertThatThrownBy(() -> tokens("Admin").tokens()).isInstanceOf(AccessRefusedException.class);
        assertThat(office.asked).doesNotContain("shut", "rotate sig", "rotate enc", "revoke ALL");
        assertThat(office.issued).isEmpty();

        assertThat(tokens("Desk").revoke(Revocation.all())).isEqualTo(3);
        assertThat(tokens("Desk").tokens()).hasSize(1);
        tokens("Shop").verify("x");
        tokens("Shop").refresh("x");
        security("Admin").rotateSigningKey();
        assertThat(security("Admin").disable().enabled()).isFalse();
        assertThat(office.asked).contains("rotate sig", "verify", "refresh", "revoke ALL");
    }

    @Test
    void whoeverItIsDoneForCounts() {
        security("Shop").enable(SPEC);
        Credential admin = office.accept("a", "root", "security");
        FlowContext before = FlowContext.swap(FlowContext.NONE.with(admin));
        try {
            assertThat(security("Shop").rotateEncryptionKey().enabled()).isTrue();
        } finally {
            FlowContext.set(before);
        }
        assertThat(office.asked).contains("rotate enc");
    }

    @Test
    void rolesInATokenBecomeWhatTheyStandForWhenItIsIssued() {
        security("Shop").enable(SPEC);

        tokens("Desk").issue(TokenRequest.user("anna", "role:clerk", "bus"));

        assertThat(office.issued.get(0).scopes()).isEqualTo(Set.of("api:Shop.*", "lab:run", "bus"));
        assertThatThrownBy(() -> tokens("Desk").issue(TokenRequest.user("anna", "role:boss")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the token's scopes: there is no role 'boss'; there are [clerk]");
        assertThatThrownBy(() -> tokens("Desk").issue(TokenRequest.user("anna", "a b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSnapshotTellsHowItIs() {
        assertThat(security("Shop").snapshot().source()).isEqualTo("default");
        security("Shop").enable(SPEC);
        assertThat(security("Shop").snapshot()).satisfies(snapshot -> {
            assertThat(snapshot.spec()).isEqualTo(SPEC);
            assertThat(snapshot.source()).isEqualTo("code");
            assertThat(snapshot.keys()).hasSize(1);
            assertThat(snapshot.issuers()).containsExactly("vagus");
            assertThat(snapshot.revocations()).isEqualTo(2);
        });
    }

    @Test
    void whatWasChangedAndWhichTokenWasNotAcceptedIsToldWithoutAToken() {
        security("Shop").enable(SPEC);
        tokens("Desk").issue(TokenRequest.user("anna", "bus"));
        tokens("Desk").revoke(Revocation.user("anna"));
        office.refusesRefresh = new AccessRefusedException(AccessRule.TOKEN_REVOKED, "it was used before", null);
        assertThatThrownBy(() -> tokens("Shop").refresh("copied-secret")).isSameAs(office.refusesRefresh);

        await().until(() -> told.size() == 4);
        assertThat(told)
                .extracting(Entry::text)
                .containsExactly(
                        "module Shop has switched security on, or changed it",
                        "module Desk has issued token id-issued of anna with [bus]",
                        "module Desk has revoked user anna: 3",
                        "module Shop showed a token (security:refresh): it was used before");
        assertThat(told).extracting(Entry::rule).containsExactly("managed", "managed", "managed", "token-revoked");
        assertThat(told.toString()).doesNotContain("copied-secret");
    }

    @Test
    void afterTheBundleStoppedItsServicesSaySo() {
        stopped = true;

        assertThatThrownBy(() -> security("Shop").snapshot()).isInstanceOf(ModuleUnavailableException.class);
        assertThatThrownBy(() -> security("Shop").enable(SPEC)).isInstanceOf(ModuleUnavailableException.class);
        assertThatThrownBy(() -> tokens("Shop").verify("x")).isInstanceOf(ModuleUnavailableException.class);
    }
}
