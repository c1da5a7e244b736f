package dev.vagus.security.internal.access;

import dev.vagus.delivery.Wildcard;
import dev.vagus.security.SecuritySpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings by which accesses are decided, compiled. One object holds at a time, for all decisions. Immutable. */
public final class Rules {
    final long epoch;
    final boolean authenticationRequired;
    final ScopeSet operator;
    private final List<Wildcard> allowed;
    private final List<Grant> grants = new ArrayList<>();
    private final Map<String, List<String>> roles;

    private Rules(SecuritySpec spec, List<String> operatorScopes, long epoch) {
        this.epoch = epoch;
        this.authenticationRequired = spec.authenticationRequired();
        this.roles = spec.roles();
        roles.forEach(Rules::checkRole);
        this.allowed = spec.allowedModules().stream()
                .map(pattern -> modules("allowed.modules", pattern))
                .toList();
        this.operator = ScopeSet.of(resolve("operator.scopes", operatorScopes));
        spec.grants()
                .forEach((pattern, scopes) -> grants.add(new Grant(
                        modules("grants", pattern), ScopeSet.of(resolve("grants: '" + pattern + "'", scopes)))));
    }

    /**
     * Compiles settings.
     *
     * @param operatorScopes scopes and roles of the operator
     * @param epoch their number
     * @throws IllegalArgumentException when a pattern, a scope or a role is not valid, naming it
     */
    public static Rules of(SecuritySpec spec, List<String> operatorScopes, long epoch) {
        return new Rules(spec, operatorScopes, epoch);
    }

    private static void checkRole(String name, List<String> scopes) {
        if (name.isBlank() || !name.chars().allMatch(Rules::isOfName)) {
            throw new IllegalArgumentException("roles: '" + Plain.text(name)
                    + "' is no name of a role: use visible ASCII characters without = , : * \" and \\");
        }
        try {
            Scopes.checkAll(scopes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("roles: '" + name + "': " + e.getMessage(), e);
        }
    }

    private static boolean isOfName(int each) {
        return each > ' ' && each < 0x7f && "=,:*\"\\".indexOf(each) < 0;
    }

    private static Wildcard modules(String key, String pattern) {
        boolean odd = pattern.isBlank()
                || !pattern.equals(pattern.strip())
                || pattern.length() > Scopes.MAX_LENGTH
                || pattern.chars().anyMatch(each -> each == '=' || each == ',' || Character.isISOControl(each))
                || pattern.chars().filter(each -> each == '*').count() > Scopes.MAX_STARS;
        if (odd) {
            throw new IllegalArgumentException(key + ": '" + Plain.text(pattern)
                    + "' is no pattern of modules: give names with * for any run of characters, without = and ,");
        }
        return Wildcard.compile(pattern);
    }

    /**
     * The scopes that scopes and roles stand for.
     *
     * @param where what they are of, for the error
     * @throws IllegalArgumentException when one is not valid, or there is no such role
     */
    public Set<String> resolve(String where, Collection<String> scopesAndRoles) {
        Set<String> all = new LinkedHashSet<>();
        for (String each : scopesAndRoles) {
            try {
                Scopes.check(each);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
            }
            if (each.startsWith(Scopes.ROLE)) {
                all.addAll(role(where, each.substring(Scopes.ROLE.length())));
            } else {
                all.add(each);
            }
        }
        return all;
    }

    private List<String> role(String where, String name) {
        List<String> scopes = roles.get(name);
        if (scopes == null) {
            throw new IllegalArgumentException(
                    where + ": there is no role '" + name + "'; there are " + roles.keySet());
        }
        return scopes;
    }

    /** Whether the module may act at all. */
    boolean allows(String module) {
        if (allowed.isEmpty()) {
            return true;
        }
        for (Wildcard each : allowed) {
            if (each.matches(module)) {
                return true;
            }
        }
        return false;
    }

    /** The grant that gives the module this scope; null when none does. */
    @Nullable
    Grant grant(String module, String scope) {
        for (Grant each : grants) {
            if (each.modules.matches(module) && each.scopes.covers(scope)) {
                return each;
            }
        }
        return null;
    }

    /**
     * What modules have without a token.
     *
     * @param modules which ones
     * @param scopes what they may do
     */
    record Grant(Wildcard modules, ScopeSet scopes) {}
}
