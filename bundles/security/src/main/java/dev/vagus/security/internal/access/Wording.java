package dev.vagus.security.internal.access;

/** Rulings as sentences: who, what, by which rule, and what would change it. Nothing of a token. */
final class Wording {
    private Wording() {}

    static String of(Ruling ruling, Needed needed, String module) {
        StringBuilder text = new StringBuilder("module ").append(Plain.text(module));
        if (!ruling.subject().isEmpty()) {
            text.append(" for ").append(ruling.subject());
        }
        text.append(ruling.isAllowed() ? " may " : " may not ").append(needed.deed());
        text.append(" (").append(ruling.by()).append("): ").append(ruling.reason());
        if (!ruling.remedy().isEmpty()) {
            text.append("; ").append(ruling.remedy());
        }
        return text.toString();
    }
}
