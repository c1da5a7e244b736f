package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.security.EncryptionLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecurityCommandsTest extends CommandTest {
    @Test
    void showsThatSecurityIsOffAndNobodySwitchedItOn() {
        assertThat(run("security-show"))
                .containsPattern("security +off \\(nobody switched it on\\)")
                .containsPattern("tokens accepted +42 times, 2 of them after a check of the signature")
                .containsPattern("token-expired +5")
                .containsPattern("needed by +\\(none\\)")
                .containsPattern("authentication +required")
                .containsPattern("modules allowed +every one")
                .containsPattern("lifetime of tokens +2h")
                .containsPattern("accesses refused +3");
    }

    @Test
    void switchesItOnWithWhatIsSaidAndKeepsTheRest() {
        run("security-enable", "--lifetime", "30m", "--encryption", "strong", "--allow", "Lab*", "--allow", "Backup");
        String shown = run(
                "security-enable",
                "--authentication",
                "optional",
                "--grant",
                "LabRunner=bus:publish role:operator",
                "--role",
                "operator=api:*, events:subscribe");

        assertThat(security.enabled).isTrue();
        assertThat(security.spec.authenticationRequired()).isFalse();
        assertThat(security.spec.tokenLifetime()).isEqualTo(Duration.ofMinutes(30));
        assertThat(security.spec.encryption()).isEqualTo(EncryptionLevel.STRONG);
        assertThat(security.spec.allowedModules()).containsExactly("Lab*", "Backup");
        assertThat(security.spec.grants()).isEqualTo(Map.of("LabRunner", List.of("bus:publish", "role:operator")));
        assertThat(security.spec.roles()).isEqualTo(Map.of("operator", List.of("api:*", "events:subscribe")));
        assertThat(shown)
                .containsPattern("security +on \\(by security-enable or in code\\)")
                .containsPattern("needed by +bus, events, registry")
                .containsPattern("LabRunner +bus:publish role:operator");
    }

    @Test
    void takesGrantsAndTheListOfModulesAway() {
        run("security-enable", "--allow", "Lab*", "--grant", "A=api:*", "--grant", "B=api:*");
        run("security-enable", "--allow", "*", "--grant", "A=");

        assertThat(security.spec.allowedModules()).isEmpty();
        assertThat(security.spec.grants()).containsOnlyKeys("B");
    }

    @Test
    void refusesWhatIsNoGrantAndChangesNothing() {
        assertThat(failure("security-enable", "--grant", "bus:publish"))
                .isEqualTo("--grant must be a name, '=' and scopes, but is 'bus:publish'");
        assertThat(failure("security-enable", "--encryption", "rot13"))
                .isEqualTo("--encryption must be one of none, basic, strong, but is 'rot13'");
        assertThat(security.enabled).isFalse();
    }

    @Test
    void switchesItOff() {
        run("security-enable");
        assertThat(run("security-disable", "--force")).containsPattern("security +off");
        assertThat(security.enabled).isFalse();
    }

    @Test
    void explainsADecision() {
        assertThat(run("security-explain", "LabRunner", "Backup.Run", "--token", "secret"))
                .containsPattern("access +api:Backup.Run")
                .containsPattern("by +LabRunner")
                .containsPattern("on behalf of +ann")
                .containsPattern("takes +lab:run")
                .containsPattern("allowed +no")
                .containsPattern("rule +token-scope")
                .containsPattern("why +ann's token has not lab:run")
                .doesNotContain("secret");
        assertThat(security.shown).isEqualTo("secret");
        assertThat(run("security-explain", "LabRunner", "Backup.Run", "--json")).contains("\"allowed\" : false");
        assertThat(security.shown).isNull();
    }

    @Test
    void makesNewKeysAndShowsTheirIdsOnly() {
        assertThat(run("security-rotate", "signing")).contains("k-sig sig ES256 of 1970");
        assertThat(run("security-rotate", "encryption")).contains("k-enc enc A256GCM of 1970", ", retired 1970");
        assertThat(failure("security-rotate", "all")).isEqualTo("KEY must be one of signing, encryption, but is 'all'");
    }
}
