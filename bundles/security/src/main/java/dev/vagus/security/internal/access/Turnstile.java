package dev.vagus.security.internal.access;

import dev.vagus.security.AccessExplanation;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.internal.token.InheritedToken;
import dev.vagus.security.internal.token.VerifiedToken;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.GatePreview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one access is decided. Remembers whom it let through lately, by which rules and with which token, so that the same
 * again takes a few comparisons, the token's standing, and nothing of the heap. What it refuses it decides anew each time.
 *
 * <p>A pass is immutable and counts only while the rules are the very object that it was given by; threads may overwrite
 * each other's, which costs the next one a decision.
 */
public final class Turnstile implements Checkpoint {
    private static final int WAYS = 8;

    private final DecisionPoint point;
    private final Needed needed;
    private final boolean hearing;
    private final @Nullable Pass[] passes = new Pass[WAYS];

    Turnstile(DecisionPoint point, Access access) {
        this.point = point;
        this.needed = Needed.by(access);
        this.hearing = needed.isHearing();
    }

    @Override
    public @Nullable AccessRefusedException refusal(
            String module, long bundleId, @Nullable Credential shown, long nanos) {
        Credential credential = hearing ? null : shown;
        Rules rules = point.rules();
        int slot = slot(bundleId, credential);
        Pass pass = passes[slot];
        boolean known = pass != null
                && pass.rules == rules
                && pass.bundleId == bundleId
                && pass.credential == credential
                && pass.module.equals(module)
                && (pass.token == null || point.stands(pass.token, nanos));
        Ruling refused = known ? null : anew(rules, module, bundleId, credential, nanos, slot);
        if (refused == null && !JavaSecurity.isOff()) {
            refused = point.permission(needed, bundleId, credential);
        }
        if (refused != null) {
            return refusal(refused, module, bundleId, nanos);
        }
        point.countAllowed();
        if (point.audit().hearsAllowed(nanos)) {
            point.audit().allowed(entry(decide(rules, module, bundleId, credential, nanos), module, bundleId));
        }
        return null;
    }

    private static int slot(long bundleId, @Nullable Credential credential) {
        return ((int) bundleId + (credential == null ? 0 : System.identityHashCode(credential))) & (WAYS - 1);
    }

    private @Nullable Ruling anew(
            Rules rules, String module, long bundleId, @Nullable Credential credential, long nanos, int slot) {
        Ruling ruling = decide(rules, module, bundleId, credential, nanos);
        if (!ruling.isAllowed()) {
            return ruling;
        }
        passes[slot] = new Pass(rules, module, bundleId, credential, InheritedToken.tokenOf(credential));
        return null;
    }

    private Ruling decide(Rules rules, String module, long bundleId, @Nullable Credential credential, long nanos) {
        return point.judge().decide(rules, needed, module, bundleId, credential, nanos);
    }

    private AccessRefusedException refusal(Ruling ruling, String module, long bundleId, long nanos) {
        Entry entry = entry(ruling, module, bundleId);
        point.countRefused();
        point.audit().refused(entry, nanos);
        AccessRule rule = ruling.refusal();
        return new AccessRefusedException(
                rule == null ? AccessRule.PERMISSION : rule, entry.text(), ruling.retryAfter());
    }

    private Entry entry(Ruling ruling, String module, long bundleId) {
        return new Entry(
                module,
                bundleId,
                ruling.subject(),
                needed.access().scope(),
                ruling.by(),
                Wording.of(ruling, needed, module),
                ruling.isAllowed() ? Entry.Kind.ALLOWED : Entry.Kind.REFUSED,
                point.millis());
    }

    @Override
    public GatePreview preview(String module, long bundleId, @Nullable Credential credential) {
        Ruling ruling = decide(point.rules(), module, bundleId, credential, System.nanoTime());
        return new GatePreview(ruling.isAllowed(), Wording.of(ruling, needed, module));
    }

    AccessExplanation explain(String module, long bundleId, @Nullable Credential credential) {
        Ruling ruling = decide(point.rules(), module, bundleId, credential, System.nanoTime());
        return new AccessExplanation(
                module,
                ruling.subject(),
                needed.access().scope(),
                List.copyOf(needed.scopes()),
                ruling.isAllowed(),
                ruling.by(),
                Wording.of(ruling, needed, module));
    }

    /** Whom it let through: final fields, so that a thread which finds one sees all of it. */
    private record Pass(
            Rules rules,
            String module,
            long bundleId,
            @Nullable Credential credential,
            @Nullable VerifiedToken token) {}
}
