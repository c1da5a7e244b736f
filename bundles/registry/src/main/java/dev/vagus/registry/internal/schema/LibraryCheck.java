package dev.vagus.registry.internal.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.NodePath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema that is checked by the schema library, to the letter: null is not absent, and every value is written as JSON
 * first, which takes its time. Patterns and the bounds of work are ours, nothing is loaded from elsewhere. This is the
 * only class that needs the library.
 */
final class LibraryCheck implements Check {
    private static final long MAX_STEPS = 1_000_000;
    private static final int MAX_DEPTH = 1_000;

    private final Schema schema;

    private LibraryCheck(Schema schema) {
        this.schema = schema;
    }

    /** The check of this schema, which is checked itself against that of its dialect. */
    static LibraryCheck of(Map<String, ?> schema) {
        JsonNode node = node(schema);
        try {
            SchemaRegistry registry = registry();
            String dialect = node.path("$schema").asString(SpecificationVersion.DRAFT_2020_12.getDialectId());
            if (SpecificationVersion.fromDialectId(dialect).isEmpty()) {
                throw new SchemaException("the dialect " + dialect + " is not known");
            }
            List<Error> problems =
                    registry.getSchema(SchemaLocation.of(dialect)).validate(node);
            if (!problems.isEmpty()) {
                Error first = problems.get(0);
                throw new SchemaException("at " + first.getInstanceLocation() + ": " + first.getMessage());
            }
            Schema compiled = registry.getSchema(node);
            compiled.initializeValidators();
            return new LibraryCheck(compiled);
        } catch (com.networknt.schema.SchemaException e) {
            throw new SchemaException(String.valueOf(e.getMessage()));
        }
    }

    private static SchemaRegistry registry() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .regularExpressionFactory(regex -> new PatternCheck(regex)::matchesWithinBounds)
                .build();
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config)
                        .schemaLoader(loader -> loader.fetchRemoteResources(false)));
    }

    @Override
    public boolean test(@Nullable Object value, @Nullable Violations report) {
        try {
            List<Error> errors = schema.validate(
                    node(value),
                    context -> context.executionConfig(execution -> execution
                            .formatAssertionsEnabled(true)
                            .failFast(report == null)
                            .maxEvaluationSteps(MAX_STEPS)
                            .maxEvaluationDepth(MAX_DEPTH)));
            if (report != null) {
                errors.forEach(error -> add(error, report));
            }
            return errors.isEmpty();
        } catch (ValidationLimitExceededException e) {
            return Violations.refuse(report, "is too much work for its schema");
        } catch (JacksonException | ArithmeticException e) {
            // It cannot compare whole numbers beyond 64 bits, for instance.
            return Violations.refuse(report, "cannot be checked by the schema library");
        }
    }

    /** Names the place and the keyword; the library's own text might repeat the value. */
    private static void add(Error error, Violations report) {
        String before = report.here();
        NodePath location = error.getInstanceLocation();
        for (int i = 0; i < location.getNameCount(); i++) {
            if (location.getElement(i) instanceof Integer index) {
                report.enter(index);
            } else {
                report.enter(location.getName(i));
            }
        }
        String property = error.getProperty();
        if (property != null) {
            report.enter(property);
        }
        if ("required".equals(error.getKeyword())) {
            report.add("is missing");
            report.leave(before);
            return;
        }
        report.add("does not fit '" + error.getKeyword() + "'"
                + (error.getSchemaNode() != null && error.getSchemaNode().isValueNode()
                        ? ", which is " + error.getSchemaNode()
                        : ""));
        report.leave(before);
    }

    private static JsonNode node(@Nullable Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = nodes.objectNode();
            map.forEach((name, content) -> object.set(String.valueOf(name), node(content)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = nodes.arrayNode();
            list.forEach(item -> array.add(node(item)));
            return array;
        }
        if (value instanceof Number number) {
            return numberNode(number, nodes);
        }
        if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        }
        String text = Texts.of(value);
        return text == null ? nodes.nullNode() : nodes.stringNode(text);
    }

    private static JsonNode numberNode(Number number, JsonNodeFactory nodes) {
        if (number instanceof BigInteger integer) {
            return nodes.numberNode(integer);
        }
        if (number instanceof BigDecimal decimal) {
            return nodes.numberNode(decimal);
        }
        if (Numbers.isLong(number)) {
            return nodes.numberNode(number.longValue());
        }
        return Numbers.isFinite(number) ? nodes.numberNode(Numbers.decimal(number)) : nodes.stringNode("NaN");
    }
}
