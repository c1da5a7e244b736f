package dev.vagus.security.internal.access;

import dev.vagus.delivery.Wildcard;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Scopes that somebody has, compiled. One covers itself and all below it: {@code events:publish} covers
 * {@code events:publish:LabStepDone}; {@code *} stands for any run of characters; {@code api:call} is another word for
 * {@code api:*}. Immutable.
 */
public final class ScopeSet {
    /** No scope. */
    public static final ScopeSet NONE = of(Set.of());

    private static final String ANY_CALL = "api:call";
    private static final String EVERY_CALL = "api";

    private final Set<String> names;
    private final Set<String> exact = new HashSet<>();
    private final Pattern[] patterns;

    private ScopeSet(Collection<String> scopes) {
        names = Collections.unmodifiableSet(new TreeSet<>(scopes));
        exact.addAll(names);
        if (names.contains(ANY_CALL)) {
            exact.add(EVERY_CALL);
        }
        patterns = names.stream()
                .filter(each -> each.indexOf('*') >= 0)
                .map(Pattern::of)
                .toArray(Pattern[]::new);
    }

    /** These scopes, which are valid. */
    public static ScopeSet of(Collection<String> scopes) {
        return new ScopeSet(scopes);
    }

    /** Whether it allows what needs this scope. */
    public boolean covers(String scope) {
        return covering(scope) != null;
    }

    /** The scope of these that allows what needs this one; null when none does. */
    public @Nullable String covering(String scope) {
        if (exact.contains(scope)) {
            return named(scope);
        }
        for (Pattern each : patterns) {
            if (each.covers(scope)) {
                return each.scope;
            }
        }
        for (int end = scope.lastIndexOf(':'); end > 0; end = scope.lastIndexOf(':', end - 1)) {
            String above = scope.substring(0, end);
            if (exact.contains(above)) {
                return named(above);
            }
        }
        return null;
    }

    private String named(String scope) {
        return scope.equals(EVERY_CALL) && !names.contains(EVERY_CALL) ? ANY_CALL : scope;
    }

    /** The scopes, sorted. */
    public Set<String> names() {
        return names;
    }

    @Override
    public String toString() {
        return names.toString();
    }

    /** A scope with stars: for what it matches, and for all below that. */
    private record Pattern(
            String scope, Wildcard itself, @Nullable Wildcard below) {
        static Pattern of(String scope) {
            return new Pattern(
                    scope,
                    Wildcard.compile(scope),
                    // A star at the end takes what is below with it.
                    scope.endsWith("*") ? null : Wildcard.compile(scope + ":*"));
        }

        boolean covers(String needed) {
            return itself.matches(needed) || below != null && below.matches(needed);
        }
    }
}
