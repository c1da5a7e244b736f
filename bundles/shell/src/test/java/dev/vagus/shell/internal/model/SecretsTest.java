package dev.vagus.shell.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "DB_PASSWORD",
                "userPassword2",
                "Client-Secret",
                "access.token",
                "apiKey",
                "API key",
                "Authorization",
                "credentials",
                "private_key",
                "passphrase",
                "passwd"
            })
    void hidesWhatIsNamedLikeASecret(String name) {
        assertThat(Secrets.hide(Map.of(name, "x"))).containsExactly(Map.entry(name, "***"));
        assertThat(Secrets.hide(Map.of(name, List.of(1, 2)))).containsExactly(Map.entry(name, "***"));
    }

    @Test
    void leavesTheRestAsItIsAndInItsOrder() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("Key", "k");
        data.put("List", Arrays.asList(1, null, Map.of("Pass", "me")));
        data.put("password", null);
        data.put("Pin", 7);

        assertThat(Secrets.hide(data)).isEqualTo(data).containsOnlyKeys("Key", "List", "password", "Pin");
        assertThat(Secrets.hide(data).keySet()).containsExactly("Key", "List", "password", "Pin");
    }
}
