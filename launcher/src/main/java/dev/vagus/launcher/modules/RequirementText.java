package dev.vagus.launcher.modules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says a requirement the way a person would: {@code package org.foo [1.0,2.0)} instead of its filter. */
final class RequirementText {
    private static final Pattern TERM = Pattern.compile("(!?)\\(([^()=<>~]+)(>=|<=|=)([^()]*)\\)");
    private static final Map<String, String> KINDS = Map.of(
            "osgi.wiring.package", "package",
            "osgi.wiring.bundle", "bundle",
            "osgi.wiring.host", "host bundle",
            "osgi.identity", "bundle",
            "osgi.extender", "extender",
            "osgi.implementation", "implementation",
            "osgi.contract", "contract",
            "osgi.service", "service");

    private RequirementText() {}

    static String of(Requirement requirement) {
        String namespace = requirement.namespace();
        String kind = KINDS.getOrDefault(namespace, "capability " + namespace);
        Terms terms = Terms.of(requirement.filter());
        if (namespace.equals("osgi.ee")) {
            return "Java platform " + terms.valueOf("osgi.ee", "JavaSE") + terms.versions();
        }
        String name = terms.valueOf(namespace.equals("osgi.service") ? "objectClass" : namespace, "");
        if (name.isEmpty()) {
            return requirement.filter().isEmpty() ? kind : kind + " " + requirement.filter();
        }
        return kind + " " + name + terms.versions();
    }

    /** The comparisons in a filter, taken apart without regard to how they are nested. */
    private record Terms(List<Term> all) {
        private record Term(boolean negated, String attribute, String operator, String value) {}

        static Terms of(String filter) {
            List<Term> terms = new ArrayList<>();
            Matcher matcher = TERM.matcher(filter);
            while (matcher.find()) {
                terms.add(new Term(
                        matcher.group(1).equals("!"),
                        matcher.group(2).strip(),
                        matcher.group(3),
                        matcher.group(4).strip()));
            }
            return new Terms(terms);
        }

        String valueOf(String attribute, String otherwise) {
            return all.stream()
                    .filter(term ->
                            term.operator().equals("=") && term.attribute().equalsIgnoreCase(attribute))
                    .map(Term::value)
                    .findFirst()
                    .orElse(otherwise);
        }

        /** A leading blank and the version range; empty when any version will do. */
        String versions() {
            String floor = null;
            String ceiling = null;
            for (Term term : all) {
                if (!term.attribute().endsWith("version")) {
                    continue;
                }
                String version = shorten(term.value());
                switch (term.operator()) {
                    case ">=" -> {
                        if (term.negated()) {
                            ceiling = version + ")";
                        } else {
                            floor = "[" + version;
                        }
                    }
                    case "<=" -> {
                        if (term.negated()) {
                            floor = "(" + version;
                        } else {
                            ceiling = version + "]";
                        }
                    }
                    default -> {
                        return " " + version;
                    }
                }
            }
            return range(floor, ceiling);
        }

        private static String range(@Nullable String floor, @Nullable String ceiling) {
            if (ceiling != null) {
                return " " + (floor == null ? "[0" : floor) + "," + ceiling;
            }
            if (floor == null || floor.equals("[0")) {
                return "";
            }
            return " " + floor + ",…)";
        }

        private static String shorten(String version) {
            String shorter = version;
            while (shorter.endsWith(".0")
                    && shorter.chars().filter(c -> c == '.').count() > 1) {
                shorter = shorter.substring(0, shorter.length() - 2);
            }
            return shorter.equals("0.0") ? "0" : shorter;
        }
    }
}
