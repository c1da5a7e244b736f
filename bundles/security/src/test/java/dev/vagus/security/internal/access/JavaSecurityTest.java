package dev.vagus.security.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.security.VagusPermission;
import dev.vagus.spi.Access;
import dev.vagus.spi.Access.Kind;
import java.security.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("removal") // the specification of the framework still names the security manager
class JavaSecurityTest {
    /** Nobody installs it: it only answers. */
    private final SecurityManager permitsLab = new SecurityManager() {
        @Override
        public void checkPermission(Permission permission) {
            if (!new VagusPermission("api:Lab.*").implies(permission)) {
                throw new SecurityException("no " + permission.getName());
            }
        }
    };

    @Test
    void whoeverActsNeedsThePermissionOnItsStackForEachScope() {
        BundlePermissions nobody = (id, permission) -> false;

        assertThat(forbidden(Access.of(Kind.CALL, "Lab.Run"), nobody)).isNull();
        assertThat(forbidden(Access.of(Kind.CALL, "Till.Open"), nobody)).isEqualTo("api:Till.Open");
        assertThat(forbidden(new Access(Kind.CALL, "Lab.Run", List.of("api:Lab.Run", "lab:run"), false), nobody))
                .isEqualTo("lab:run");
    }

    @Test
    void whoeverHearsNeedsItForItsBundle() {
        BundlePermissions seven =
                (id, permission) -> id == 7 && new VagusPermission("bus:subscribe").implies(permission);

        assertThat(forbidden(Access.of(Kind.HEAR, "Configuration"), seven)).isNull();
        assertThat(forbidden(Access.of(Kind.LISTEN, "Sold"), seven)).isEqualTo("events:subscribe:Sold");
        assertThat(JavaSecurity.forbidden(permitsLab, Needed.by(Access.of(Kind.HEAR, "Configuration")), 8, seven))
                .isEqualTo("bus:subscribe:Configuration");
    }

    private String forbidden(Access access, BundlePermissions bundles) {
        return JavaSecurity.forbidden(permitsLab, Needed.by(access), 7, bundles);
    }
}
