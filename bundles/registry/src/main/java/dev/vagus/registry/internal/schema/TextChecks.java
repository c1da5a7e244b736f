package dev.vagus.registry.internal.schema;

/** The lengths of strings, in code points as JSON Schema counts them. */
final class TextChecks {
    private TextChecks() {}

    static Check minLength(int least) {
        return (value, report) -> {
            String text = Texts.of(value);
            return text == null
                    || lengthOf(text) >= least
                    || Violations.refuse(report, "expected at least " + least + " characters, found " + lengthOf(text));
        };
    }

    static Check maxLength(int most) {
        return (value, report) -> {
            String text = Texts.of(value);
            return text == null
                    || text.length() <= most
                    || lengthOf(text) <= most
                    || Violations.refuse(report, "expected at most " + most + " characters, found " + lengthOf(text));
        };
    }

    private static int lengthOf(String text) {
        return text.codePointCount(0, text.length());
    }
}
