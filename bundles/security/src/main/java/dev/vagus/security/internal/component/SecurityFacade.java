package dev.vagus.security.internal.component;

import dev.vagus.security.AccessExplanation;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.internal.control.MainSwitch;
import dev.vagus.security.internal.control.Standing;
import dev.vagus.security.internal.control.TokenOffice;
import dev.vagus.spi.Access;
import dev.vagus.spi.Credential;
import java.util.HashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Security as one bundle manages it. */
final class SecurityFacade implements SecurityService {
    private static final String ADMIN = "admin";

    private final Caller caller;
    private final MainSwitch mains;
    private final TokenOffice office;
    private final Neighbourhood neighbourhood;

    SecurityFacade(Caller caller, TokenOffice office, Neighbourhood neighbourhood) {
        this.caller = caller;
        this.mains = caller.mains();
        this.office = office;
        this.neighbourhood = neighbourhood;
    }

    @Override
    public SecuritySnapshot enable(SecuritySpec how) {
        Objects.requireNonNull(how, "how");
        caller.mayManage(ADMIN);
        Privileged.run(() -> mains.enable(how));
        caller.did(ADMIN, "has switched security on, or changed it");
        return snapshot();
    }

    @Override
    public SecuritySnapshot disable() {
        caller.mayManage(ADMIN);
        Privileged.run(mains::disable);
        caller.did(ADMIN, "has switched security off");
        return snapshot();
    }

    @Override
    public SecuritySnapshot rotateSigningKey() {
        caller.mayManage(ADMIN);
        Privileged.run(office::rotateSigningKey);
        caller.did(ADMIN, "has made a new key for signatures");
        return snapshot();
    }

    @Override
    public SecuritySnapshot rotateEncryptionKey() {
        caller.mayManage(ADMIN);
        Privileged.run(office::rotateEncryptionKey);
        caller.did(ADMIN, "has made a new key for encryption");
        return snapshot();
    }

    @Override
    public SecuritySnapshot snapshot() {
        caller.mustRun();
        Standing standing = mains.standing();
        return new SecuritySnapshot(
                standing.enabled(),
                standing.source(),
                standing.spec(),
                new HashSet<>(mains.guarded()),
                standing.tokens().issuer(),
                standing.tokens().acceptedIssuers(),
                standing.tokens().algorithms(),
                office.keys(),
                caller.point().allowed(),
                caller.point().refused(),
                office.known(),
                office.revocations(),
                office.checks());
    }

    @Override
    public AccessExplanation explain(String module, String access, @Nullable String token) {
        Objects.requireNonNull(module, "module");
        caller.mustRun();
        Objects.requireNonNull(access, "access");
        Access meant = Privileged.get(() -> neighbourhood.access(access));
        Credential credential = token == null ? null : office.examine(token, module, System.nanoTime());
        AccessExplanation explained = caller.point().explain(meant, module, neighbourhood.bundleId(module), credential);
        return mains.standing().enabled() ? explained : off(explained);
    }

    private static AccessExplanation off(AccessExplanation whenOn) {
        return new AccessExplanation(
                whenOn.module(),
                whenOn.subject(),
                whenOn.access(),
                whenOn.required(),
                true,
                "off",
                "security is off, so nobody is asked; when it is on as it is set up now: " + whenOn.text());
    }
}
