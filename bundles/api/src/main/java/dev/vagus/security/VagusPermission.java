package dev.vagus.security;

import java.security.Permission;
import org.jspecify.annotations.Nullable;

/**
 * A scope as a permission of Java, asked for beside all other rules where there is a security manager. Its name is a scope;
 * one implies itself and all below it ({@code events:publish} implies {@code events:publish:LabStepDone}); {@code *} stands
 * for any run of characters, and {@code api:call} for {@code api:*}. It has no actions. Immutable.
 */
public final class VagusPermission extends Permission {
    private static final long serialVersionUID = 1L;

    /** A permission for this scope. */
    public VagusPermission(String scope) {
        super(scope);
        if (scope.isBlank()) {
            throw new IllegalArgumentException("the name of a VagusPermission is a scope, and must not be blank");
        }
    }

    /**
     * The same, for those who make permissions of texts.
     *
     * @param actions null or empty: there are none
     */
    public VagusPermission(String scope, @Nullable String actions) {
        this(scope);
        if (actions != null && !actions.isEmpty()) {
            throw new IllegalArgumentException(
                    "a VagusPermission has no actions, but '" + actions + "' were given for " + scope);
        }
    }

    @Override
    public boolean implies(Permission permission) {
        if (!(permission instanceof VagusPermission)) {
            return false;
        }
        String own = getName().equals("api:call") ? "api" : getName();
        String needed = permission.getName();
        return needed.equals(getName()) || matches(own, needed) || matches(own + ":*", needed);
    }

    /** Whether the pattern matches all of the text. Goes back to the last star only, so the cost is bounded by both lengths. */
    private static boolean matches(String pattern, String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int from = 0;
        while (at < text.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '*') {
                star = ++in;
                from = at;
            } else if (in < pattern.length() && pattern.charAt(in) == text.charAt(at)) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star;
                at = ++from;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') {
            in++;
        }
        return in == pattern.length();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VagusPermission permission
                && permission.getName().equals(getName());
    }

    @Override
    public int hashCode() {
        return getName().hashCode();
    }

    /** Empty: there are none. */
    @Override
    public String getActions() {
        return "";
    }
}
