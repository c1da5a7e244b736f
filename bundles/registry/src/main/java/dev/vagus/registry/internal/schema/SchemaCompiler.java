package dev.vagus.registry.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a JSON Schema (2020-12), given as plain structure, to a {@link Check}. All keywords of the dialect are known but
 * those of {@link Keywords#OF_LIBRARY}: a schema with one of them, or of another dialect, is given to the schema library
 * as a whole, if that is installed. What nobody would check is refused, since a schema that is half checked would be a
 * lie: keywords that do not exist (a typing error, most likely) unless they begin with {@code x-}. Formats are asserted;
 * unknown ones are notes.
 */
public final class SchemaCompiler {
    static final Check ANYTHING = (value, report) -> true;
    private static final Check NOTHING = (value, report) -> Violations.refuse(report, "is not allowed");
    private static final Check[] NONE = {};
    private static final int MAX_DEPTH = 60;
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Spelling spelling;
    private final References references;
    private String path = "";
    private int depth;

    private SchemaCompiler(Map<String, ?> root, Spelling spelling) {
        this.spelling = spelling;
        this.references = new References(root);
    }

    /**
     * The check of this schema, to the letter.
     *
     * @throws SchemaException when it is not a schema or asserts what is not known here
     */
    public static Check compile(Map<String, ?> schema) {
        return compile(schema, Spelling.EXACT);
    }

    /**
     * The check of this schema.
     *
     * @throws SchemaException when it is not a schema or asserts what is not known here
     */
    public static Check compile(Map<String, ?> schema, Spelling spelling) {
        SchemaCompiler compiler = new SchemaCompiler(schema, spelling);
        try {
            Object dialect = schema.get("$schema");
            if (dialect != null && !dialect.equals(DIALECT)) {
                throw new BeyondCompiler("$schema");
            }
            Check check = compiler.references.root(() -> compiler.check(schema));
            compiler.references.refuseCircles();
            return check;
        } catch (BeyondCompiler e) {
            return SchemaLibrary.compile(schema, e.keyword());
        } catch (SchemaException e) {
            throw new SchemaException((compiler.path.isEmpty() ? "" : "at " + compiler.path + ": ") + e.getMessage());
        }
    }

    private Check check(@Nullable Object schema) {
        if (schema instanceof Boolean allowed) {
            return allowed ? ANYTHING : NOTHING;
        }
        if (!(schema instanceof Map<?, ?>)) {
            throw new SchemaException("a schema must be an object or a boolean");
        }
        if (++depth > MAX_DEPTH) {
            throw new SchemaException("a schema must not be nested deeper than " + MAX_DEPTH + " levels");
        }
        Map<String, Object> keywords = Keywords.object(schema);
        List<Check> checks = new ArrayList<>();
        if (keywords.containsKey("type")) {
            at("type", () -> checks.add(TypeCheck.of(keywords.get("type"))));
        }
        ObjectCheck.Builder object = new ObjectCheck.Builder(spelling);
        keywords.forEach((keyword, argument) -> at(keyword, () -> add(keyword, argument, checks, object, keywords)));
        object.addTo(checks);
        depth--;
        return Shortcuts.before(CombinedChecks.keywords(checks), keywords);
    }

    /** Does something one step further down; where it fails, the path stays there. */
    private void at(String step, Runnable work) {
        String before = path;
        path = before + '/' + step.replace("~", "~0").replace("/", "~1");
        work.run();
        path = before;
    }

    private void add(
            String keyword,
            @Nullable Object argument,
            List<Check> checks,
            ObjectCheck.Builder object,
            Map<String, Object> beside) {
        switch (keyword) {
            case "type" -> {
                // It was compiled before the others.
            }
            case "enum" -> checks.add(ValueChecks.oneOf(Keywords.someOf(argument)));
            case "const" -> checks.add(ValueChecks.constant(argument));
            case "format" -> {
                Check format = Formats.check(Keywords.string(argument));
                if (format != null) {
                    checks.add(format);
                }
            }
            case "minLength" -> checks.add(TextChecks.minLength(Keywords.count(argument)));
            case "maxLength" -> checks.add(TextChecks.maxLength(Keywords.count(argument)));
            case "pattern" -> checks.add(new PatternCheck(Keywords.string(argument)));
            case "minimum" -> checks.add(NumberChecks.minimum(Keywords.number(argument)));
            case "maximum" -> checks.add(NumberChecks.maximum(Keywords.number(argument)));
            case "exclusiveMinimum" -> checks.add(NumberChecks.exclusiveMinimum(Keywords.number(argument)));
            case "exclusiveMaximum" -> checks.add(NumberChecks.exclusiveMaximum(Keywords.number(argument)));
            case "multipleOf" -> checks.add(NumberChecks.multipleOf(Keywords.divisor(argument)));
            case "minItems" -> checks.add(ListChecks.minItems(Keywords.count(argument)));
            case "maxItems" -> checks.add(ListChecks.maxItems(Keywords.count(argument)));
            case "uniqueItems" -> {
                if (Keywords.flag(argument)) {
                    checks.add(ListChecks.uniqueItems());
                }
            }
            case "required" -> object.required(Keywords.strings(argument));
            case "minProperties" -> checks.add(PropertyChecks.minProperties(Keywords.count(argument)));
            case "maxProperties" -> checks.add(PropertyChecks.maxProperties(Keywords.count(argument)));
            case "dependentRequired" ->
                Keywords.object(argument)
                        .forEach((name, others) ->
                                checks.add(PropertyChecks.dependentRequired(name, Keywords.strings(others))));
            case "$ref" -> checks.add(references.to(Keywords.string(argument), this::check));
            default -> addWithin(keyword, argument, checks, object, beside);
        }
    }

    /** The keywords that hold schemas. */
    private void addWithin(
            String keyword,
            @Nullable Object argument,
            List<Check> checks,
            ObjectCheck.Builder object,
            Map<String, Object> beside) {
        switch (keyword) {
            case "properties" -> eachBelow(argument, object::property);
            case "patternProperties" ->
                eachBelow(argument, (name, check) -> object.patterned(new PatternCheck(name), check));
            case "additionalProperties" -> object.others(argument, below(argument));
            case "propertyNames" -> checks.add(PropertyChecks.names(below(argument)));
            case "items" -> {
                if (!beside.containsKey("prefixItems")) {
                    checks.add(ListChecks.items(NONE, below(argument)));
                }
            }
            case "prefixItems" -> {
                Check[] first = each(argument, true).toArray(Check[]::new);
                Check others = beside.containsKey("items") ? below(beside.get("items")) : ANYTHING;
                checks.add(ListChecks.items(first, others));
            }
            case "contains" -> {
                int least = beside.containsKey("minContains") ? Keywords.count(beside.get("minContains")) : 1;
                int most = beside.containsKey("maxContains")
                        ? Keywords.count(beside.get("maxContains"))
                        : Integer.MAX_VALUE;
                checks.add(ListChecks.contains(below(argument), least, most));
            }
            case "minContains", "maxContains" -> Keywords.count(argument);
            case "allOf" -> checks.add(CombinedChecks.allOf(each(argument, false)));
            case "anyOf" -> checks.add(CombinedChecks.anyOf(each(argument, false)));
            case "oneOf" -> checks.add(CombinedChecks.oneOf(each(argument, false)));
            case "not" -> checks.add(CombinedChecks.not(check(argument)));
            case "if" -> checks.add(conditional(argument, beside));
            case "then", "else" -> {
                if (!beside.containsKey("if")) {
                    check(argument);
                }
            }
            case "dependentSchemas" ->
                Keywords.object(argument)
                        .forEach((name, schema) ->
                                at(name, () -> checks.add(PropertyChecks.dependentSchema(name, check(schema)))));
            default -> refuseUnlessNote(keyword);
        }
    }

    private static void refuseUnlessNote(String keyword) {
        if (Keywords.OF_LIBRARY.contains(keyword)) {
            throw new BeyondCompiler(keyword);
        }
        if (!Keywords.NOTES.contains(keyword) && !keyword.startsWith(Keywords.OWN)) {
            throw new SchemaException(
                    "there is no keyword '" + keyword + "' in JSON Schema 2020-12; begin notes of your own with x-");
        }
    }

    private Check conditional(@Nullable Object condition, Map<String, Object> beside) {
        Check then = beside.containsKey("then") ? check(beside.get("then")) : ANYTHING;
        Check otherwise = beside.containsKey("else") ? check(beside.get("else")) : ANYTHING;
        return CombinedChecks.ifThenElse(check(condition), then, otherwise);
    }

    /** A schema for something inside of the value. */
    private Check below(@Nullable Object schema) {
        return references.below(() -> check(schema));
    }

    private void eachBelow(@Nullable Object argument, java.util.function.BiConsumer<String, Check> use) {
        Keywords.object(argument).forEach((name, schema) -> at(name, () -> use.accept(name, below(schema))));
    }

    private List<Check> each(@Nullable Object argument, boolean below) {
        List<Check> checks = new ArrayList<>();
        int index = 0;
        for (Object schema : Keywords.someOf(argument)) {
            at(String.valueOf(index++), () -> checks.add(below ? below(schema) : check(schema)));
        }
        return checks;
    }

    /** Thrown inside when a keyword is met that is left to the schema library. */
    private static final class BeyondCompiler extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String keyword;

        BeyondCompiler(String keyword) {
            super(keyword, null, false, false);
            this.keyword = keyword;
        }

        String keyword() {
            return keyword;
        }
    }
}
