package dev.vagus.security.internal.access;

import dev.vagus.delivery.count.StripedCounter;
import dev.vagus.security.AccessExplanation;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.internal.token.InheritedToken;
import dev.vagus.security.internal.token.RejectedToken;
import dev.vagus.security.internal.token.Tokens;
import dev.vagus.security.internal.token.VerifiedToken;
import dev.vagus.spi.Access;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate: every decision goes through here. The settings are one object in a volatile field, read once for a decision, so
 * that none which begins after a change goes by what was before. It keeps no checkpoint: whoever asked for one keeps it.
 */
public final class DecisionPoint implements Gate {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionPoint.class);

    private final Tokens tokens;
    private final Judge judge;
    private final AuditTrail audit;
    private final BundlePermissions permissions;
    private final LongSupplier millis;
    private final StripedCounter allowed = new StripedCounter();
    private final StripedCounter refused = new StripedCounter();
    private volatile Rules rules;

    /**
     * The only gate.
     *
     * @param operators which bundles, by id, are the operator; never changes for one
     * @param rules by what it decides at first
     * @param millis the wall clock
     */
    public DecisionPoint(
            Tokens tokens,
            LongPredicate operators,
            BundlePermissions permissions,
            AuditTrail audit,
            Rules rules,
            LongSupplier millis) {
        this.tokens = tokens;
        this.judge = new Judge(tokens, operators);
        this.permissions = permissions;
        this.audit = audit;
        this.rules = rules;
        this.millis = millis;
    }

    /** Goes by these from the next decision on. */
    public void rules(Rules next) {
        rules = next;
    }

    /** By what it decides. */
    public Rules rules() {
        return rules;
    }

    @Override
    public Credential authenticate(String token, String module, long bundleId, long nanos) {
        try {
            return tokens.authenticate(token, module, nanos);
        } catch (RuntimeException e) {
            // Its message might show what it could not read.
            LOG.error(
                    "a token of module {} could not be checked and is refused: {}",
                    Plain.text(module),
                    e.getClass().getName());
            return new RejectedToken(AccessRule.TOKEN_MALFORMED, "the token could not be checked", null);
        }
    }

    @Override
    public Turnstile checkpoint(Access access) {
        return new Turnstile(this, access);
    }

    @Override
    public long epoch() {
        return rules.epoch;
    }

    /** Which rule decides. Nothing counts and nobody is told. */
    public AccessExplanation explain(Access access, String module, long bundleId, @Nullable Credential credential) {
        return checkpoint(access).explain(module, bundleId, credential);
    }

    /**
     * Tells who audits that somebody has changed security, or issued or revoked tokens.
     *
     * @param on whose behalf; null for nobody's
     * @param scope the scope that this takes
     * @param deed what was done, after the name of the module; nothing of a token but its id
     */
    public void managed(String module, long bundleId, @Nullable Credential on, String scope, String deed) {
        audit.managed(entry(module, bundleId, on, scope, "managed", Entry.Kind.MANAGED, deed));
    }

    /**
     * Tells who audits that a token was not accepted that is shown for itself, not with an access.
     *
     * @param scope what was asked for
     */
    public void refused(String module, long bundleId, String scope, AccessRefusedException why) {
        String reason = "showed a token (" + scope + "): " + why.getMessage();
        audit.refused(
                entry(module, bundleId, null, scope, why.rule().label(), Entry.Kind.REFUSED, reason),
                System.nanoTime());
    }

    private Entry entry(
            String module,
            long bundleId,
            @Nullable Credential on,
            String scope,
            String rule,
            Entry.Kind kind,
            String deed) {
        String subject = subject(on);
        String who = "module " + Plain.text(module) + (subject.isEmpty() ? "" : " for " + subject);
        return new Entry(module, bundleId, subject, scope, rule, who + ' ' + Plain.text(deed), kind, millis());
    }

    /** How many accesses were allowed. */
    public long allowed() {
        return allowed.sum();
    }

    /** How many accesses were refused. */
    public long refused() {
        return refused.sum();
    }

    void countAllowed() {
        allowed.increment();
    }

    void countRefused() {
        refused.increment();
    }

    boolean stands(VerifiedToken token, long nanos) {
        return tokens.standing(token, nanos) == null;
    }

    /** Why the security manager refuses; null when it does not. */
    @Nullable
    Ruling permission(Needed needed, long bundleId, @Nullable Credential credential) {
        String scope = JavaSecurity.forbidden(needed, bundleId, permissions);
        return scope == null
                ? null
                : Ruling.refused(
                        AccessRule.PERMISSION,
                        subject(credential),
                        "the security manager does not permit it to the code that asks",
                        "give that (dev.vagus.security.VagusPermission \"" + Plain.text(scope) + "\")");
    }

    private static String subject(@Nullable Credential credential) {
        VerifiedToken token = InheritedToken.tokenOf(credential);
        return token == null ? "" : Plain.text(token.subject());
    }

    Judge judge() {
        return judge;
    }

    AuditTrail audit() {
        return audit;
    }

    long millis() {
        return millis.getAsLong();
    }
}
