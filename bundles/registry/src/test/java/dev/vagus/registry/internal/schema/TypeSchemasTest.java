package dev.vagus.registry.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TypeSchemasTest {
    enum Colour {
        RED,
        GREEN
    }

    record Point(int x, double y, String label) {}

    record Tree(String name, List<Tree> children) {}

    record Box<T>(T content, Map<String, T> more) {}

    record Endless<T>(Endless<List<T>> next) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side, Shape inner) implements Shape {}

    interface Chain<T extends Chain<T>> {
        T getNext();

        int getLength();
    }

    public static class Bean {
        public long total;

        public String getTitle() {
            return "";
        }

        public boolean isOpen() {
            return true;
        }

        public void setTitle(String title) {
            throw new IllegalStateException(title);
        }
    }

    @SuppressWarnings("unused")
    interface Samples {
        List<Colour> colours();

        Map<String, int[]> maps();

        Box<List<UUID>> box();

        Optional<Instant> optional();

        CompletionStage<Point> stage();

        <T extends Number> List<? extends T> wild();

        Set<LocalDate>[] arrays();

        Endless<String> endless();

        Thread thread();

        Map<Colour, Integer> byColour();

        Map<String, List<Point>> nested();

        Shape shape();

        <T extends Chain<T>> T chain();
    }

    private static Map<String, Object> schemaOf(String sample) {
        Method method = Arrays.stream(Samples.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(sample))
                .findFirst()
                .orElseThrow();
        Type type = method.getGenericReturnType();
        return TypeSchemas.of(type);
    }

    @Test
    void describesValues() {
        assertThat(TypeSchemas.of(String.class)).isEqualTo(Map.of("type", "string"));
        assertThat(TypeSchemas.of(int.class)).isEqualTo(Map.of("type", "integer", "format", "int32"));
        assertThat(TypeSchemas.of(BigDecimal.class)).isEqualTo(Map.of("type", "number"));
        assertThat(TypeSchemas.of(Boolean.class)).isEqualTo(Map.of("type", "boolean"));
        assertThat(TypeSchemas.of(Instant.class)).isEqualTo(Map.of("type", "string", "format", "date-time"));
        assertThat(TypeSchemas.of(void.class)).isEqualTo(Map.of("type", "null"));
        assertThat(TypeSchemas.of(Object.class)).isEmpty();
    }

    @Test
    void describesCollectionsAndEnums() {
        assertThat(schemaOf("colours"))
                .isEqualTo(Map.of("type", "array", "items", Map.of("type", "string", "enum", List.of("RED", "GREEN"))));
        assertThat(schemaOf("maps"))
                .isEqualTo(Map.of(
                        "type",
                        "object",
                        "additionalProperties",
                        Map.of("type", "array", "items", Map.of("type", "integer", "format", "int32"))));
        assertThat(schemaOf("arrays"))
                .isEqualTo(Map.of(
                        "type",
                        "array",
                        "items",
                        Map.of("type", "array", "items", Map.of("type", "string", "format", "date"))));
    }

    @Test
    void describesRecordsInTheOrderOfTheirComponents() {
        Map<String, Object> schema = TypeSchemas.of(Point.class);

        assertThat(schema.keySet()).containsExactly("type", "properties", "required");
        assertThat(List.<Object>copyOf(((Map<?, ?>) schema.get("properties")).keySet()))
                .containsExactly("x", "y", "label");
        assertThat(schema.get("required")).isEqualTo(List.of("x", "y"));
    }

    @Test
    void describesBeansByTheirGettersAndFields() {
        assertThat(TypeSchemas.of(Bean.class).get("properties"))
                .isEqualTo(Map.of(
                        "open", Map.of("type", "boolean"),
                        "title", Map.of("type", "string"),
                        "total", Map.of("type", "integer", "format", "int64")));
    }

    @Test
    void followsGenericsWherePossible() {
        assertThat(schemaOf("box").get("properties"))
                .isEqualTo(Map.of(
                        "content", Map.of("type", "array", "items", Map.of("type", "string", "format", "uuid")),
                        "more",
                                Map.of(
                                        "type",
                                        "object",
                                        "additionalProperties",
                                        Map.of("type", "array", "items", Map.of("type", "string", "format", "uuid")))));
        assertThat(schemaOf("optional")).isEqualTo(Map.of("type", "string", "format", "date-time"));
        assertThat(schemaOf("stage")).isEqualTo(TypeSchemas.of(Point.class));
        assertThat(schemaOf("wild")).isEqualTo(Map.of("type", "array", "items", Map.of("type", "number")));
        assertThat(schemaOf("thread")).isEmpty();
    }

    @Test
    void refersToTypesThatContainThemselves() {
        Map<String, Object> schema = TypeSchemas.of(Tree.class);

        assertThat(schema.get("$ref")).isEqualTo("#/$defs/Tree");
        assertThat(schema.get("$defs"))
                .isEqualTo(Map.of(
                        "Tree",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of(
                                        "name",
                                        Map.of("type", "string"),
                                        "children",
                                        Map.of("type", "array", "items", Map.of("$ref", "#/$defs/Tree"))))));
    }

    @Test
    void endsWhereGenericTypesGrowWithoutEnd() {
        assertThat(schemaOf("endless")).containsEntry("type", "object");
    }

    @Test
    void describesMapsByTheirKeysAndValues() {
        assertThat(schemaOf("byColour"))
                .isEqualTo(Map.of(
                        "type",
                        "object",
                        "propertyNames",
                        Map.of("enum", List.of("RED", "GREEN")),
                        "additionalProperties",
                        Map.of("type", "integer", "format", "int32")));
        assertThat(schemaOf("nested"))
                .isEqualTo(Map.of(
                        "type",
                        "object",
                        "additionalProperties",
                        Map.of("type", "array", "items", TypeSchemas.of(Point.class))));
    }

    @Test
    void describesSealedInterfacesByWhatTheyPermit() {
        Map<String, Object> schema = schemaOf("shape");

        assertThat(schema.get("$ref")).isEqualTo("#/$defs/Shape");
        Check check = SchemaCompiler.compile(schema);
        assertThat(check.test(Map.of("side", 1.0, "inner", Map.of("radius", 2)), null))
                .isTrue();
        assertThat(check.test(Map.of("side", 1.0, "inner", Map.of("length", 2)), null))
                .isFalse();
    }

    @Test
    void endsWhereBoundsContainThemselves() {
        Map<String, Object> schema = schemaOf("chain");

        assertThat(SchemaCompiler.compile(schema).test(Map.of("length", 1, "next", Map.of("length", "x")), null))
                .isFalse();
    }

    @Test
    void everyDerivedSchemaIsOne() {
        for (Method method : Samples.class.getDeclaredMethods()) {
            Map<String, Object> schema = TypeSchemas.of(method.getGenericReturnType());
            assertThat(SchemaCompiler.compile(schema)).as(method.getName()).isNotNull();
            assertThat(LibraryCheck.of(schema)).as(method.getName()).isNotNull();
        }
    }
}
