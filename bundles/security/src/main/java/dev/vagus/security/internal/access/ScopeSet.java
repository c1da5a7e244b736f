package dev.vagus.security.internal.access;

import dev.vagus.delivery.Wildcard;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Scopes that somebody has, compiled. One covers itself and all below it: {@code events:publish} covers
 * {@code events:publish:LabStepDone}; {@code *} stands for any run of characters; {@code api:call} is another word for
 * {@code api:*}. Immutable.
 */
public final class ScopeSet {
    /** No scope. */
    public static final ScopeSet NONE = of(Set.of());

    private static final String ANY_CALL = "api:call";

    private final Set<String> names;
    private final Set<String> exact = new HashSet<>();
    private final Wildcard[] patterns;

    private ScopeSet(Collection<String> scopes) {
        names = new TreeSet<>(scopes);
        exact.addAll(names);
        if (names.contains(ANY_CALL)) {
            exact.add("api");
        }
        patterns = names.stream()
                .filter(each -> each.indexOf('*') >= 0)
                .map(Wildcard::compile)
                .toArray(Wildcard[]::new);
    }

    /** These scopes, which are valid. */
    public static ScopeSet of(Collection<String> scopes) {
        return new ScopeSet(scopes);
    }

    /** Whether it allows what needs this scope. */
    public boolean covers(String scope) {
        if (exact.contains(scope)) {
            return true;
        }
        for (Wildcard each : patterns) {
            if (each.matches(scope)) {
                return true;
            }
        }
        for (int end = scope.lastIndexOf(':'); end > 0; end = scope.lastIndexOf(':', end - 1)) {
            if (exact.contains(scope.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /** The scopes, sorted. */
    public Set<String> names() {
        return names;
    }
}
