package dev.vagus.delivery.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads one filter by recursive descent; used once. */
final class FilterParser {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_LENGTH = 8_192;

    private final String text;
    private int at;

    FilterParser(String text) {
        this.text = text;
    }

    Filter parse() {
        if (text.length() > MAX_LENGTH) {
            throw wrong("is longer than " + MAX_LENGTH + " characters");
        }
        skipBlanks();
        Filter filter = filter(0);
        skipBlanks();
        if (at < text.length()) {
            throw wrong("has something left over after its end");
        }
        return filter;
    }

    private Filter filter(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("is nested deeper than " + MAX_DEPTH + " levels");
        }
        expect('(');
        skipBlanks();
        Filter filter =
                switch (peek()) {
                    case '&' -> Filter.all(operands(depth));
                    case '|' -> Filter.any(operands(depth));
                    case '!' -> not(depth);
                    default -> comparison();
                };
        skipBlanks();
        expect(')');
        return filter;
    }

    private List<Filter> operands(int depth) {
        at++;
        List<Filter> operands = new ArrayList<>();
        skipBlanks();
        while (peek() == '(') {
            operands.add(filter(depth + 1));
            skipBlanks();
        }
        if (operands.isEmpty()) {
            throw wrong("needs at least one filter in parentheses here");
        }
        return List.copyOf(operands);
    }

    private Filter not(int depth) {
        at++;
        skipBlanks();
        Filter negated = filter(depth + 1);
        return subject -> !negated.matches(subject);
    }

    private Filter comparison() {
        Attribute attribute = new Attribute(attributeName());
        Predicate<Object> test =
                switch (next()) {
                    case '~' -> {
                        expect('=');
                        yield Comparison.similar(plainValue());
                    }
                    case '>' -> {
                        expect('=');
                        yield Comparison.atLeast(plainValue());
                    }
                    case '<' -> {
                        expect('=');
                        yield Comparison.atMost(plainValue());
                    }
                    default -> equality();
                };
        return new Comparison(attribute, test);
    }

    private String attributeName() {
        int start = at;
        while (at < text.length() && "=~<>()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String name = text.substring(start, at).strip();
        if (name.isEmpty() || name.equals("h.")) {
            at = start;
            throw wrong("needs the name of an attribute here");
        }
        if (at == text.length() || text.charAt(at) == '(' || text.charAt(at) == ')') {
            throw wrong("needs one of = ~= >= <= after '" + name + "'");
        }
        return name;
    }

    private Predicate<Object> equality() {
        List<String> pieces = pieces();
        if (pieces.size() == 1) {
            return Comparison.equal(pieces.get(0));
        }
        boolean onlyStars = pieces.stream().allMatch(String::isEmpty);
        return onlyStars ? Comparison.present() : Comparison.parts(new Parts(pieces));
    }

    private String plainValue() {
        List<String> pieces = pieces();
        if (pieces.size() > 1) {
            throw wrong("may have * only after =; write \\* for the character itself");
        }
        return pieces.get(0);
    }

    private List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        while (peek() != ')') {
            char c = next();
            if (c == '*') {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else if (c == '(') {
                at--;
                throw wrong("has ( in a value; write \\( for the character itself");
            } else {
                piece.append(c == '\\' ? next() : c);
            }
        }
        pieces.add(piece.toString());
        return List.copyOf(pieces);
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("ends too early");
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw wrong("needs '" + wanted + "' here");
        }
        at++;
    }

    private IllegalArgumentException wrong(String what) {
        String shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
        return new IllegalArgumentException("the filter '" + shown + "' " + what + " (position " + (at + 1)
                + "); an example is (&(module=LabRunner)(h.site=west))");
    }
}
