package dev.vagus.security.internal.access;

import dev.vagus.security.AccessRule;
import dev.vagus.security.internal.token.InheritedToken;
import dev.vagus.security.internal.token.RejectedToken;
import dev.vagus.security.internal.token.Tokens;
import dev.vagus.security.internal.token.VerifiedToken;
import dev.vagus.spi.Access;
import dev.vagus.spi.Credential;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The order of the rules: the module, the token's standing, whether there must be one, then the scopes. The operator has
 * its own scopes instead of the first and the third, so that whoever locks out every module can still let them in again.
 */
final class Judge {
    private static final String PID = "dev.vagus.security";

    private final Tokens tokens;
    private final LongPredicate operators;

    Judge(Tokens tokens, LongPredicate operators) {
        this.tokens = tokens;
        this.operators = operators;
    }

    Ruling decide(Rules rules, Needed needed, String module, long bundleId, @Nullable Credential shown, long nanos) {
        // Whoever hears something has no token then: the module's grants decide.
        Credential credential = needed.isHearing() ? null : shown;
        boolean operator = credential == null && operators.test(bundleId);
        if (!operator && !rules.allows(module)) {
            return Ruling.refused(
                    AccessRule.MODULE,
                    subject(credential),
                    "the module is none of those that may act",
                    "add '" + Plain.text(module) + "' to allowed.modules of " + PID);
        }
        if (credential == null) {
            return operator
                    ? operator(rules, needed)
                    : needed.isHearing() ? granted(rules, needed, module) : without(rules, needed, module);
        }
        RejectedToken rejected = rejection(credential, nanos);
        if (rejected != null) {
            return new Ruling(
                    rejected.rule(),
                    rejected.rule().label(),
                    subject(credential),
                    rejected.reason(),
                    rejected.retryAfter() == null ? "show a token that is accepted" : "wait and try again",
                    rejected.retryAfter());
        }
        if (credential instanceof InheritedToken inherited) {
            return ofInherited(rules, inherited.token(), needed, module);
        }
        return credential instanceof VerifiedToken token ? ofToken(token, needed) : unknown();
    }

    private static String subject(@Nullable Credential credential) {
        VerifiedToken token = InheritedToken.tokenOf(credential);
        return token == null ? "" : Plain.text(token.subject());
    }

    private @Nullable RejectedToken rejection(Credential credential, long nanos) {
        if (credential instanceof RejectedToken rejected) {
            return rejected;
        }
        VerifiedToken token = InheritedToken.tokenOf(credential);
        return token == null ? null : tokens.standing(token, nanos);
    }

    /** Its subject is that of a gate which is not ours, and proves nothing. */
    private static Ruling unknown() {
        return Ruling.refused(
                AccessRule.TOKEN_UNKNOWN,
                "",
                "the token was checked by another gate, or before this one started",
                "show the token again");
    }

    private Ruling without(Rules rules, Needed needed, String module) {
        Access access = needed.access();
        if (access.needsCredential()) {
            return Ruling.refused(
                    AccessRule.TOKEN_MISSING,
                    "",
                    "it takes a token, whatever the configuration says, and there is none",
                    "show one with the scope " + needed.text());
        }
        if (rules.authenticationRequired) {
            return Ruling.refused(
                    AccessRule.TOKEN_MISSING,
                    "",
                    "every access takes a token, and there is none",
                    "show one with the scope " + needed.text() + ", or say authentication.required=false in " + PID
                            + " and grant it to the module");
        }
        return granted(rules, needed, module);
    }

    private static Ruling granted(Rules rules, Needed needed, String module) {
        StringBuilder by = new StringBuilder();
        for (String scope : needed.scopes()) {
            Rules.Grant grant = rules.grant(module, scope);
            if (grant == null) {
                return Ruling.refused(
                        AccessRule.GRANT,
                        "",
                        "no grant gives the module the scope " + Plain.text(scope),
                        "add '" + Plain.text(module) + '=' + Plain.text(scope) + "' to grants of " + PID
                                + (needed.isHearing() ? "" : ", or show a token that holds it"));
            }
            by.append(by.isEmpty() ? "" : ", ")
                    .append('\'')
                    .append(grant.modules())
                    .append('=')
                    .append(grant.scopes().covering(scope))
                    .append('\'');
        }
        return Ruling.allowed("grant", "", "granted to the module by " + by);
    }

    private static Ruling operator(Rules rules, Needed needed) {
        for (String scope : needed.scopes()) {
            if (!rules.operator.covers(scope)) {
                return Ruling.refused(
                        AccessRule.GRANT,
                        "",
                        "operator.scopes do not hold the scope " + Plain.text(scope),
                        "add it to operator.scopes of " + PID);
            }
        }
        return Ruling.allowed("operator", "", "the shell is the operator, whose scopes are " + rules.operator.names());
    }

    /** Within what was let through, a module also does what it may do by itself: a token need not hold what goes on inside. */
    private static Ruling ofInherited(Rules rules, VerifiedToken token, Needed needed, String module) {
        Ruling byToken = ofToken(token, needed);
        if (byToken.isAllowed()) {
            return byToken;
        }
        Ruling byGrant = granted(rules, needed, module);
        return byGrant.isAllowed()
                ? Ruling.allowed("grant", byToken.subject(), byGrant.reason())
                : Ruling.refused(
                        AccessRule.TOKEN_SCOPE,
                        byToken.subject(),
                        byToken.reason() + ", and no grant gives it to the module",
                        byToken.remedy() + ", or " + byGrant.remedy());
    }

    private static Ruling ofToken(VerifiedToken token, Needed needed) {
        String subject = Plain.text(token.subject());
        for (String scope : needed.scopes()) {
            if (!token.scopes().covers(scope)) {
                return Ruling.refused(
                        AccessRule.TOKEN_SCOPE,
                        subject,
                        "the token does not hold the scope " + Plain.text(scope),
                        "show one that was issued with it");
            }
        }
        return Ruling.allowed("token", subject, "the token holds " + needed.text());
    }
}
