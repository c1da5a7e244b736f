package dev.vagus.security.internal.access;

/** Foreign text made fit for logs and errors: on one line, and not long. */
final class Plain {
    private static final int MAX = 200;

    private Plain() {}

    /** The text with its control and line-breaking characters replaced by {@code ?}, cut after 200 characters. */
    static String text(String foreign) {
        int length = Math.min(foreign.length(), MAX);
        for (int i = 0; i < length; i++) {
            if (breaks(foreign.charAt(i))) {
                return replaced(foreign, length);
            }
        }
        return length == foreign.length() ? foreign : foreign.substring(0, length) + "...";
    }

    private static String replaced(String foreign, int length) {
        StringBuilder plain = new StringBuilder(length + 3);
        for (int i = 0; i < length; i++) {
            char each = foreign.charAt(i);
            plain.append(breaks(each) ? '?' : each);
        }
        return length == foreign.length()
                ? plain.toString()
                : plain.append("...").toString();
    }

    private static boolean breaks(char each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
