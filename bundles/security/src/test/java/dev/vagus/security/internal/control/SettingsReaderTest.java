package dev.vagus.security.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.security.EncryptionLevel;
import dev.vagus.security.SecuritySpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    @Test
    void withoutAnythingSaidTheDefaultsHold() {
        Settings settings = SettingsReader.read(Map.of());

        assertThat(settings.enabled()).isNull();
        assertThat(settings.spec()).isEqualTo(SecuritySpec.DEFAULTS);
        assertThat(settings.operatorScopes()).containsExactly("*");
        assertThat(settings.deniedPerSecond()).isEqualTo(50);
        assertThat(settings.tokens())
                .isEqualTo(new TokenTerms(
                        Duration.ofMinutes(120),
                        Duration.ofDays(7),
                        "vagus",
                        "vagus",
                        "ES256",
                        List.of("ES256", "HS256", "HS384", "HS512", "RS256"),
                        Duration.ofSeconds(30),
                        "",
                        Map.of(),
                        EncryptionLevel.NONE));
    }

    @Test
    void everyKeyIsReadFromTextsAsFromTypedValues() {
        Map<String, Object> texts = Map.ofEntries(
                Map.entry("enabled", " TRUE "),
                Map.entry("authentication.required", "false"),
                Map.entry("token.lifetime.minutes", "5"),
                Map.entry("refresh.lifetime.minutes", "60"),
                Map.entry("allowed.modules", "Shop, Lab*"),
                Map.entry("grants", "Shop=api:Lab.* role:clerk, Lab*=bus"),
                Map.entry("roles", "clerk=events:publish lab:run"),
                Map.entry("operator.scopes", "api role:clerk"),
                Map.entry("encryption", "Basic"),
                Map.entry("issuer", "here"),
                Map.entry("audience", "there"),
                Map.entry("algorithm", "hs256"),
                Map.entry("algorithms", "HS256, ES256"),
                Map.entry("clock.skew.seconds", "0"),
                Map.entry("keys.file", "/keys.json"),
                Map.entry("issuers", "https://a.example/x=/a.jwks"),
                Map.entry("audit.denied.per.second", "7"),
                Map.entry("service.pid", "dev.vagus.security"),
                Map.entry("component.id", 4L),
                Map.entry("felix.fileinstall.filename", "file:x"));
        Map<String, Object> typed = new HashMap<>(texts);
        typed.put("enabled", true);
        typed.put("authentication.required", false);
        typed.put("token.lifetime.minutes", 5L);
        typed.put("refresh.lifetime.minutes", 60);
        typed.put("allowed.modules", new String[] {"Shop", "Lab*"});
        typed.put("grants", List.of("Shop=api:Lab.* role:clerk", "Lab*=bus"));
        typed.put("operator.scopes", new String[] {"api", "role:clerk"});
        typed.put("clock.skew.seconds", 0);

        Settings settings = SettingsReader.read(texts);

        assertThat(SettingsReader.read(typed)).isEqualTo(settings);
        assertThat(settings.enabled()).isTrue();
        assertThat(settings.spec())
                .isEqualTo(new SecuritySpec(
                        false,
                        Duration.ofMinutes(5),
                        List.of("Shop", "Lab*"),
                        EncryptionLevel.BASIC,
                        Map.of("Shop", List.of("api:Lab.*", "role:clerk"), "Lab*", List.of("bus")),
                        Map.of("clerk", List.of("events:publish", "lab:run"))));
        assertThat(settings.tokens().algorithm()).isEqualTo("HS256");
        assertThat(settings.tokens().issuers()).containsExactly(Map.entry("https://a.example/x", "/a.jwks"));
        assertThat(settings.tokens().acceptedIssuers()).containsExactly("here", "https://a.example/x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enabled | yes | enabled: must be true or false, but is 'yes'",
                "grantz | Shop=api | grantz: there is no such key; there are [",
                "authentication.required | 1 | authentication.required: must be true or false",
                "token.lifetime.minutes | 0 | token.lifetime.minutes: must be from 1 to 525600, but is 0",
                "token.lifetime.minutes | 2h | must be a whole number from 1 to 525600, but is '2h'",
                "refresh.lifetime.minutes | 999999999999999999999 | must be a whole number",
                "allowed.modules | a=b | allowed.modules: 'a=b' is no pattern of modules",
                "grants | Shop | grants: 'Shop' must be of the form pattern=scope scope role:name",
                "grants | Shop=a\\b | grants: 'Shop': the scope 'a\\b' has the character U+005C at 2",
                "grants | Shop=role:x | grants: 'Shop': there is no role 'x'; there are []",
                "grants | Shop=a, Shop=b | grants: there are two of 'Shop'",
                "roles | r=role:s | roles: 'r': 'role:s' is a role, where only scopes can be",
                "roles | r*=s | roles: 'r*' is no name of a role",
                "operator.scopes | a::b | operator.scopes: the scope 'a::b' has nothing before, after or between colons",
                "encryption | rot13 | encryption: must be one of",
                "issuer | '' | issuer: must be a name",
                "algorithm | none | algorithm: must be one of",
                "algorithms | HS256 | algorithm: ES256 is none of those that are accepted",
                "algorithms | none | algorithms: 'none' is none of",
                "clock.skew.seconds | 301 | clock.skew.seconds: must be from 0 to 300",
                "issuers | https://x | issuers: 'https://x' must be of the form issuer=path of a JWKS file",
                "audit.denied.per.second | 0 | audit.denied.per.second: must be from 1",
            })
    void whatIsWrongIsNamedByItsKey(String key, String value, String error) {
        assertThatThrownBy(() -> SettingsReader.read(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(error);
    }
}
