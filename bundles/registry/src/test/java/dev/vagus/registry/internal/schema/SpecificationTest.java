package dev.vagus.registry.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The corners that the test suite of JSON Schema looks into, keyword by keyword. */
class SpecificationTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema | values that fit | values that do not
            {"type": "integer"} | [1, 1.0, -5, 1e3] | [1.1, "foo", "1", {}, [], true, null]
            {"type": "number"} | [1, 1.0, 1.1] | ["foo", "1", {}, [], true, null]
            {"type": "string"} | ["foo", "1", ""] | [1, 1.1, {}, [], true, null]
            {"type": "object"} | [{}] | [1, "foo", [], true, null]
            {"type": "array"} | [[]] | [1, "foo", {}, true, null]
            {"type": "boolean"} | [true, false] | [0, "", "true", {}, [], null]
            {"type": "null"} | [null] | [0, "", {}, [], false]
            {"type": ["integer", "string"]} | [1, "foo"] | [1.1, {}, [], true, null]
            {"required": ["foo"]} | [{"foo": 1}, [], "", 12] | [{"bar": 1}, {}]
            {"required": []} | [{}] | []
            {"required": ["foo\\nbar", "foo\\"bar"]} | [{"foo\\nbar": 1, "foo\\"bar": 1}] | [{"foo\\nbar": 1}]
            {"properties": {"foo": {"type": "integer"}, "bar": {"type": "string"}}} | [{"foo": 1, "bar": "baz"}, {"quux": []}, [], 12] | [{"foo": 1, "bar": {}}, {"foo": [], "bar": {}}]
            {"properties": {"foo": true, "bar": false}} | [{}, {"foo": 1}] | [{"bar": 2}, {"foo": 1, "bar": 2}]
            {"properties": {"__proto__": {"type": "number"}, "toString": {"properties": {"length": {"type": "string"}}}}} | [[], {}] | [{"__proto__": "foo"}, {"toString": {"length": 37}}]
            {"properties": {"foo": {}, "bar": {}}, "patternProperties": {"^v": {}}, "additionalProperties": false} | [{"foo": 1}, [1], "x", {"foo": 1, "vroom": 2}] | [{"foo": 1, "bar": 2, "quux": "boom"}]
            {"patternProperties": {"^á": {}}, "additionalProperties": false} | [{"ármányos": 2}] | [{"élmény": 2}]
            {"additionalProperties": {"type": "boolean"}} | [{"foo": true}] | [{"foo": 1}]
            {"allOf": [{"properties": {"foo": {}}}], "additionalProperties": {"type": "boolean"}} | [{"foo": true, "bar": true}] | [{"foo": 1, "bar": true}]
            {"properties": {"foo": {"type": "array", "maxItems": 3}}, "patternProperties": {"f.o": {"minItems": 2}}, "additionalProperties": {"type": "integer"}} | [{"foo": [1, 2]}, {"fxo": [1, 2]}, {"quux": 3}] | [{"foo": [1, 2, 3, 4]}, {"foo": []}, {"fxo": []}, {"quux": "foo"}]
            {"enum": [6, "foo", [], true, {"foo": 12}]} | [6, 6.0, [], {"foo": 12}, {"foo": 12.0}] | [null, {"foo": false}, {"foo": 12, "boo": 42}, "6"]
            {"enum": [false]} | [false] | [0, 0.0, "false"]
            {"enum": [[0]]} | [[0], [0.0]] | [[false]]
            {"enum": ["hello\\u0000there"]} | ["hello\\u0000there"] | ["hellothere"]
            {"const": 2} | [2, 2.0] | [5, "a", true]
            {"const": {"foo": "bar", "baz": "bax"}} | [{"baz": "bax", "foo": "bar"}] | [{"foo": "bar"}, [1, 2]]
            {"const": [{"foo": "bar"}]} | [[{"foo": "bar"}]] | [[2], [1, 2, 3]]
            {"const": null} | [null] | [0, ""]
            {"const": false} | [false] | [0, [], {}]
            {"const": {"a": false}} | [{"a": false}] | [{"a": 0}, {"a": 0.0}]
            {"const": -2.0} | [-2, -2.0] | [2, 2.0, -2.00001]
            {"const": 9007199254740992} | [9007199254740992, 9007199254740992.0] | [9007199254740991]
            {"minimum": 1.1} | [2.6, 1.1, "x"] | [0.6]
            {"minimum": -2} | [-1, 0, -2, -2.0] | [-2.0001, -3]
            {"maximum": 300} | [299.97, 300, 300.00] | [300.5]
            {"exclusiveMinimum": 1.1} | [1.2, "x"] | [1.1, 0.6]
            {"exclusiveMaximum": 3.0} | [2.2] | [3.0, 3, 3.5]
            {"multipleOf": 2} | [10, "foo"] | [7]
            {"multipleOf": 1.5} | [0, 4.5] | [35]
            {"multipleOf": 0.0001} | [0.0075] | [0.00751]
            {"multipleOf": 0.123456789} | [] | [1e308]
            {"multipleOf": 1e-8} | [12391239123] | []
            {"minLength": 2} | ["foo", "fo", 1] | ["f", "💩"]
            {"maxLength": 2} | ["f", "fo", 100, "💩💩"] | ["foo"]
            {"minLength": 2.0, "maxLength": 2.0} | ["fo"] | ["f", "foo"]
            {"pattern": "^a*$"} | ["aaa", "", true, 1.0, {}, [], null] | ["abc", "aa\\n"]
            {"pattern": "a+"} | ["xxaayy"] | ["xxyy"]
            {"items": {"type": "integer"}} | [[1, 2, 3], {"foo": "bar"}, []] | [[1, "x"]]
            {"items": false} | [[]] | [[1, "foo", true]]
            {"prefixItems": [{"type": "integer"}, {"type": "string"}]} | [[1, "foo"], [1], [1, "foo", true], []] | [["foo", 1]]
            {"prefixItems": [{}, {}], "items": false} | [[1, 2]] | [[1, 2, 3]]
            {"minItems": 1} | [[1, 2], [1], ""] | [[]]
            {"maxItems": 2.0} | [[1], [1, 2], "foobar"] | [[1, 2, 3]]
            {"uniqueItems": true} | [[1, 2], [[1], [true]], [0, false], [{"a": 1}, {"a": true}], [1, "1"], [{"foo": "bar"}, {"foo": "baz"}]] | [[1, 1], [1.0, 1.00, 1], [{"a": 1, "b": 2}, {"b": 2, "a": 1.0}], [["foo"], ["foo"]], ["a", "b", "a"]]
            {"uniqueItems": false} | [[1, 1]] | []
            {"contains": {"minimum": 5}} | [[3, 4, 5], {}] | [[2, 3, 4], []]
            {"contains": {"const": 1}, "minContains": 2, "maxContains": 3} | [[1, 1], [1, 1, 1, 2]] | [[1], [1, 1, 1, 1]]
            {"minProperties": 1} | [{"foo": 1}, []] | [{}]
            {"maxProperties": 0} | [{}] | [{"foo": 1}]
            {"propertyNames": {"maxLength": 3}} | [{"f": {}, "foo": {}}, {}] | [{"foo": {}, "foobar": {}}]
            {"propertyNames": false} | [{}] | [{"foo": 1}]
            {"dependentRequired": {"quux": ["foo", "bar"]}} | [{}, {"foo": 1, "bar": 2, "quux": 3}] | [{"foo": 1, "quux": 2}, {"quux": 1}]
            {"dependentSchemas": {"bar": {"properties": {"foo": {"type": "integer"}}}}} | [{"foo": "quux"}, {"foo": 1, "bar": 2}] | [{"foo": "quux", "bar": 2}]
            {"allOf": [{"maximum": 30}, {"minimum": 20}]} | [25] | [35, 10]
            {"anyOf": [{"type": "integer"}, {"minimum": 2}]} | [1, 2.5, 3] | [1.5]
            {"oneOf": [{"type": "integer"}, {"minimum": 2}]} | [1, 2.5] | [3, 1.5]
            {"oneOf": [true, true]} | [] | ["foo"]
            {"not": {"type": "integer"}} | ["foo", 1.1] | [1, 1.0]
            {"not": {"not": {}}} | [1, {}] | []
            {"if": {"exclusiveMaximum": 0}, "then": {"minimum": -10}, "else": {"multipleOf": 2}} | [-1, 4] | [-100, 3]
            {"then": {"const": 0}, "else": {"const": 1}} | ["hello"] | []
            {"$ref": "#/$defs/c", "$defs": {"a": {"type": "integer"}, "b": {"$ref": "#/$defs/a"}, "c": {"$ref": "#/$defs/b"}}} | [5] | ["a"]
            {"properties": {"foo": {"$ref": "#"}}, "additionalProperties": false} | [{"foo": false}, {"foo": {"foo": false}}] | [{"bar": false}, {"foo": {"bar": false}}]
            {"$ref": "#/$defs/r", "maxItems": 2, "$defs": {"r": {"type": "array"}}} | [[]] | [[1, 2, 3], "string"]
            {"$ref": "#/$defs/a%25b", "$defs": {"a%b": {"type": "integer"}}} | [1] | ["x"]
            {"properties": {"$ref": {"type": "string"}}} | [{"$ref": "a"}] | [{"$ref": 2}]
            {"$ref": "#/$defs/bool", "$defs": {"bool": false}} | [] | ["foo"]
            {"format": "ipv4"} | [12, true, {}, null, "127.0.0.1"] | ["127.0.0.0.1"]
            """)
    void fitsAndDoesNot(String schemaText, String fittingText, String otherText) {
        Map<String, Object> schema = SchemaText.parse(schemaText);
        Check check = SchemaCompiler.compile(schema);
        Oracle oracle = new Oracle(schema);
        for (Object value : JSON.readValue(fittingText, List.class)) {
            assertThat(check.test(value, null)).as("fits: %s", value).isTrue();
            assertThat(oracle.answer(value)).as("the library: %s", value).isNotEqualTo(false);
        }
        for (Object value : JSON.readValue(otherText, List.class)) {
            assertThat(check.test(value, null)).as("does not fit: %s", value).isFalse();
            assertThat(oracle.answer(value)).as("the library: %s", value).isNotEqualTo(true);
        }
    }
}
