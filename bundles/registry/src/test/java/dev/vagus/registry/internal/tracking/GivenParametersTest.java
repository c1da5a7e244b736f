package dev.vagus.registry.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.OperationSpec;
import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.registry.internal.engine.EngineFixture;
import dev.vagus.registry.internal.schema.SchemaCompiler;
import dev.vagus.registry.internal.schema.SchemaText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parameters that are given as the schema of an object, and all of them as one. */
class GivenParametersTest {
    private final EngineFixture lab = new EngineFixture();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void parametersMayBeGivenAsTheSchemaOfAnObject() {
        List<ParameterDescriptor> parameters = GivenParameters.of(SchemaText.parse("""
                {
                  "type": "object",
                  "properties": {
                    "Tree": {"$ref": "#/$defs/Node", "description": "All of it"},
                    "Depth": {"type": "integer", "minimum": 0},
                    "Anything": true
                  },
                  "required": ["Tree"],
                  "additionalProperties": false,
                  "$defs": {
                    "Node": {
                      "type": "object",
                      "properties": {"name": {"type": "string"},
                                     "nodes": {"type": "array", "items": {"$ref": "#/$defs/Node"}}},
                      "required": ["name"],
                      "additionalProperties": false
                    }
                  }
                }
                """));
        OperationSpec spec = OperationSpec.of("Lab", "Plant").withResult(Map.of("type", "integer"));
        for (ParameterDescriptor parameter : parameters) {
            spec = spec.withParameter(parameter);
        }
        lab.offer(HandlerService.describe(spec, EngineFixture.LAB), call -> 1);

        assertThat(parameters)
                .extracting(parameter -> parameter.name() + " " + parameter.required() + " " + parameter.description())
                .containsExactly("Tree true All of it", "Depth false ", "Anything false ");
        Map<String, Object> tree = Map.of("name", "a", "nodes", List.of(Map.of("name", "b")));
        assertThat(lab.invoke("Lab.Plant", Map.of("Tree", tree, "Anything", List.of())))
                .isEqualTo(1);
        assertThatThrownBy(() -> lab.invoke(
                        "Lab.Plant", Map.of("Tree", Map.of("name", "a", "nodes", List.of(Map.of("Name", "b"))))))
                .hasMessageContaining("Tree.nodes[0].name is missing")
                .hasMessageContaining("Tree.nodes[0].Name is unknown; did you mean name?");
    }

    @Test
    void anObjectSchemaThatCannotBeTakenApartSaysWhy() {
        assertThatThrownBy(() -> parts("{}")).hasMessage("at /type: must be \"object\"");
        assertThatThrownBy(() -> parts("{\"type\": \"object\", \"minProperties\": 1}"))
                .hasMessageContaining("'minProperties' cannot stand beside");
        assertThatThrownBy(() -> parts("{\"type\": \"object\", \"additionalProperties\": true}"))
                .hasMessageContaining("must be false");
        assertThatThrownBy(() -> parts("{\"type\": \"object\", \"required\": [\"a\"]}"))
                .hasMessage("at /required: there is no property 'a'");
        assertThatThrownBy(() -> parts("{\"type\": \"object\", \"properties\": []}"))
                .hasMessage("at /properties: must be an object");
        assertThatThrownBy(() -> parts("{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#\"}}}"))
                .hasMessageContaining("must point to a definition");
        assertThatThrownBy(() -> parts("{\"type\": \"object\", \"type\": \"object\"}"))
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> parts("{\"type\": \"object\"} {}")).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> parts("[".repeat(100_000))).hasMessageContaining("not JSON");
    }

    private static List<ParameterDescriptor> parts(String json) {
        return GivenParameters.of(SchemaText.parse(json));
    }

    @Test
    void allParametersTogetherAreOneSchemaWhoseReferencesHold() {
        Map<String, Object> tree = SchemaText.parse("""
                {"$ref": "#/$defs/Node", "$defs": {"Node": {"type": "object", "properties": {
                  "$ref": {"const": {"$ref": "#/$defs/Node"}},
                  "next": {"anyOf": [{"$ref": "#/$defs/Node"}, {"type": "null"}]}}}}}
                """);
        OperationDescriptor operation = EngineFixture.operation(
                "Lab",
                "Plant",
                new ParameterDescriptor("A/b", "First", true, tree),
                new ParameterDescriptor("Whole", "", false, Map.of("items", Map.of("$ref", "#"))));

        Map<String, Object> all = operation.parametersSchema();
        assertThat(all).isEqualTo(SchemaText.parse("""
                        {"type": "object", "required": ["A/b"], "additionalProperties": false, "properties": {
                          "A/b": {"description": "First",
                            "$ref": "#/properties/A~1b/$defs/Node", "$defs": {"Node": {"type": "object", "properties": {
                              "$ref": {"const": {"$ref": "#/$defs/Node"}},
                              "next": {"anyOf": [{"$ref": "#/properties/A~1b/$defs/Node"}, {"type": "null"}]}}}}},
                          "Whole": {"items": {"$ref": "#/properties/Whole"}}}}
                        """));
        assertThat(SchemaCompiler.compile(all).test(Map.of("A/b", Map.of("next", Map.of("next", 1))), null))
                .isFalse();
        assertThat(EngineFixture.operation("Lab", "None").parametersSchema())
                .isEqualTo(Map.of("type", "object", "properties", Map.of(), "additionalProperties", false));
    }

    @Test
    void descriptorsHoldNothingThatOthersMade() {
        Map<String, Object> inner = new LinkedHashMap<>(Map.of("type", "string"));
        ParameterDescriptor parameter = new ParameterDescriptor("A", "", true, Map.of("items", inner));

        inner.put("type", "integer");

        assertThat(parameter.schema()).isEqualTo(Map.of("items", Map.of("type", "string")));
        assertThatThrownBy(() ->
                        new ParameterDescriptor("A", "", true, Map.of("enum", List.of(AnnotatedModuleTest.Level.LOW))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(AnnotatedModuleTest.Level.class.getName());
        assertThatThrownBy(() -> OperationSpec.of("A", "B").withResult(Map.of("default", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
    }
}
