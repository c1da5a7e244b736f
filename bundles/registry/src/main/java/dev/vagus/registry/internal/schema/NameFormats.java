package dev.vagus.registry.internal.schema;

/** UUIDs, host names, addresses of hosts and of people. None of these takes memory to check. */
final class NameFormats {
    private static final int UUID_LENGTH = 36;
    private static final int MAX_LABEL = 63;
    private static final int MAX_HOSTNAME = 253;
    private static final int MAX_LOCAL_PART = 64;
    private static final String ATOM_SIGNS = "!#$%&'*+-/=?^_`{|}~";

    private NameFormats() {}

    static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : !isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** By RFC 1123: labels of letters, digits and inner dashes. */
    static boolean isHostname(String text) {
        return isHostname(text, 0, text.length());
    }

    private static boolean isHostname(String text, int from, int to) {
        if (to == from || to - from > MAX_HOSTNAME) {
            return false;
        }
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == '.') {
                if (i == start || i - start > MAX_LABEL || text.charAt(start) == '-' || text.charAt(i - 1) == '-') {
                    return false;
                }
                start = i + 1;
            } else if (!isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    static boolean isIpv4(String text) {
        return isIpv4(text, 0, text.length());
    }

    private static boolean isIpv4(String text, int from, int to) {
        int parts = 0;
        int start = from;
        int number = 0;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == '.') {
                if (i == start || number > 255 || (i - start > 1 && text.charAt(start) == '0')) {
                    return false;
                }
                parts++;
                start = i + 1;
                number = 0;
            } else {
                number = number * 10 + text.charAt(i) - '0';
                if (!isDigit(text.charAt(i)) || i - start > 2) {
                    return false;
                }
            }
        }
        return parts == 4;
    }

    /** By RFC 4291: eight groups of up to four hexadecimal digits, some zero ones left out once, the last two an IPv4. */
    static boolean isIpv6(String text) {
        int length = text.length();
        int groups = 0;
        boolean left = false;
        int at = 0;
        while (at < length) {
            if (text.startsWith("::", at)) {
                if (left) {
                    return false;
                }
                left = true;
                at += 2;
                if (at == length) {
                    break;
                }
            } else if (at > 0) {
                if (text.charAt(at) != ':') {
                    return false;
                }
                at++;
            }
            int end = at;
            while (end < length && isHex(text.charAt(end))) {
                end++;
            }
            if (end < length && text.charAt(end) == '.') {
                groups += 2;
                return isIpv4(text, at, length) && (left ? groups < 8 : groups == 8);
            }
            if (end == at || end - at > 4) {
                return false;
            }
            groups++;
            at = end;
        }
        return left ? groups < 8 : groups == 8;
    }

    /** A local part of atoms joined by dots, or in quotes, and a host name or an address in brackets. */
    static boolean isEmail(String text) {
        int sign = text.lastIndexOf('@');
        if (sign < 1 || sign > MAX_LOCAL_PART || sign == text.length() - 1) {
            return false;
        }
        boolean quoted = sign > 2 && text.charAt(0) == '"' && text.charAt(sign - 1) == '"';
        return (quoted ? isQuoted(text, 1, sign - 1) : isAtoms(text, sign)) && isMailHost(text, sign + 1);
    }

    private static boolean isAtoms(String text, int to) {
        char before = '.';
        for (int i = 0; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.' ? before == '.' : !isLetterOrDigit(c) && ATOM_SIGNS.indexOf(c) < 0) {
                return false;
            }
            before = c;
        }
        return before != '.';
    }

    private static boolean isQuoted(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                if (i == to) {
                    return false;
                }
            } else if (c == '"' || c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isMailHost(String text, int from) {
        int last = text.length() - 1;
        if (text.charAt(from) != '[') {
            return isHostname(text, from, text.length());
        }
        if (text.charAt(last) != ']') {
            return false;
        }
        String address = text.substring(from + 1, last);
        return isIpv4(address) || (address.regionMatches(true, 0, "IPv6:", 0, 5) && isIpv6(address.substring(5)));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isLetterOrDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
