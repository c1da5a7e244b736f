package dev.vagus.shell.internal.model;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines, between words where that is possible. */
final class Wrapping {
    private Wrapping() {}

    /** The lines of a text, none longer than the width; one empty line for no text. */
    static List<String> of(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
