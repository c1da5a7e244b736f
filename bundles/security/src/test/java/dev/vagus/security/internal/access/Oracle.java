package dev.vagus.security.internal.access;

/** What scopes cover, as slow and as plain as can be. */
final class Oracle {
    private Oracle() {}

    static boolean covers(String has, String needs) {
        if (has.equals("api:call") && covers("api:*", needs)) {
            return true;
        }
        for (int end = needs.length(); end > 0; end = needs.lastIndexOf(':', end - 1)) {
            if (matches(has, needs.substring(0, end))) {
                return true;
            }
        }
        // An empty text before a leading colon is above everything there is.
        return needs.startsWith(":") && matches(has, "");
    }

    private static boolean matches(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return matches(pattern.substring(1), text) || !text.isEmpty() && matches(pattern, text.substring(1));
        }
        return !text.isEmpty()
                && text.charAt(0) == pattern.charAt(0)
                && matches(pattern.substring(1), text.substring(1));
    }
}
