package dev.vagus.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.BasicPermission;
import java.security.Permissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VagusPermissionTest {
    private static VagusPermission of(String scope) {
        return new VagusPermission(scope);
    }

    @Test
    void impliesItselfWhatIsBelowAndWhatItsStarsStandFor() {
        assertThat(of("events:publish").implies(of("events:publish"))).isTrue();
        assertThat(of("events:publish").implies(of("events:publish:Sold"))).isTrue();
        assertThat(of("events:publish").implies(of("events:publishes"))).isFalse();
        assertThat(of("api:Lab.*").implies(of("api:Lab.Run"))).isTrue();
        assertThat(of("api:Lab.*").implies(of("api:Labs.Run"))).isFalse();
        assertThat(of("api:call").implies(of("api:Lab.Run"))).isTrue();
        assertThat(of("*").implies(of("anything"))).isTrue();
        assertThat(of("api:Lab.Run").implies(of("api:*"))).isFalse();
    }

    @Test
    void impliesNoOtherKindOfPermission() {
        assertThat(of("*").implies(new BasicPermission("anything") {})).isFalse();
    }

    @Test
    void worksInACollectionOfPermissions() {
        Permissions permissions = new Permissions();
        permissions.add(of("bus:publish:Conf*"));
        permissions.add(of("api"));

        assertThat(permissions.implies(of("bus:publish:Configuration"))).isTrue();
        assertThat(permissions.implies(of("api:Lab.Run"))).isTrue();
        assertThat(permissions.implies(of("bus:subscribe:Configuration"))).isFalse();
    }

    @Test
    void equalsByScopeAndHasNoActions() throws Exception {
        assertThat(of("api")).isEqualTo(new VagusPermission("api", "")).hasSameHashCodeAs(of("api"));
        assertThat(of("api")).isNotEqualTo(of("bus")).isNotEqualTo(new RuntimePermission("api"));
        assertThat(of("api").getActions()).isEmpty();
        assertThat(serialized(of("api"))).isEqualTo(of("api"));
        assertThatThrownBy(() -> new VagusPermission("api", "read"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no actions");
        assertThatThrownBy(() -> of(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyKindOfRuleHasALabel() {
        assertThat(Arrays.stream(AccessRule.values()).map(AccessRule::label))
                .doesNotHaveDuplicates()
                .contains("token-expired", "grant", "permission")
                .allSatisfy(label -> assertThat(label).matches("[a-z-]+"));
    }

    private static Object serialized(VagusPermission permission) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(permission);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
