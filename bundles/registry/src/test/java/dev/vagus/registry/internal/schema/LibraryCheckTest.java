package dev.vagus.registry.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Schemas that are left to the schema library. */
class LibraryCheckTest {
    private static final Map<String, Object> EXTENSIBLE = SchemaText.parse("""
            {"allOf": [{"properties": {"name": {"type": "string"}}}],
             "properties": {"born": {"type": "string", "format": "date"}, "sizes": {"items": {"maximum": 5}}},
             "required": ["name"],
             "unevaluatedProperties": false}
            """);

    private static List<String> violations(Map<String, ?> schema, @Nullable Object value) {
        Check check = SchemaCompiler.compile(schema);
        assertThat(check).isInstanceOf(LibraryCheck.class);
        Violations report = new Violations();
        String before = report.enter("value");
        assertThat(check.test(value, report)).isEqualTo(check.test(value, null));
        report.leave(before);
        return report.found().stream()
                .map(violation -> violation.path() + " " + violation.reason())
                .toList();
    }

    @Test
    void checksWhatIsNotCompiled() {
        assertThat(violations(EXTENSIBLE, Map.of("name", "x", "born", LocalDate.EPOCH)))
                .isEmpty();
        assertThat(violations(EXTENSIBLE, Map.of("name", "x", "secret", "4711")))
                .containsExactly("value.secret does not fit 'unevaluatedProperties', which is false");
    }

    @Test
    void namesEverythingWithItsPathAndNeverTheValue() {
        assertThat(violations(EXTENSIBLE, Map.of("born", "4711", "sizes", List.of(1, 4711))))
                .containsExactlyInAnyOrder(
                        "value.name is missing",
                        "value.born does not fit 'format', which is \"date\"",
                        "value.sizes[1] does not fit 'maximum', which is 5");
    }

    @Test
    void knowsOtherDialects() {
        Map<String, Object> draft7 = SchemaText.parse("""
                {"$schema": "http://json-schema.org/draft-07/schema#", "items": [{"type": "string"}],
                 "additionalItems": {"type": "integer"}, "definitions": {}}
                """);

        assertThat(violations(draft7, List.of("a", 1))).isEmpty();
        assertThat(violations(draft7, List.of("a", "b"))).hasSize(1);
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("$schema", "https://example.org/mine")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("https://example.org/mine is not known");
    }

    @Test
    void refusesWhatIsNoSchemaAndLoadsNothingFromElsewhere() {
        assertThatThrownBy(() -> SchemaCompiler.compile(
                        Map.of("unevaluatedProperties", false, "properties", Map.of("a", Map.of("minLength", -1)))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("/properties/a/minLength");
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("$anchor", "a", "pattern", "(")))
                .isInstanceOf(SchemaException.class);
        assertThatThrownBy(() ->
                        SchemaCompiler.compile(Map.of("$id", "urn:x", "$ref", "http://localhost:1/elsewhere.json")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("elsewhere.json");
    }

    @Test
    void boundsTheWorkOnOneValue() {
        Map<String, Object> schema = Map.of("$anchor", "a", "pattern", "a.*a.*a.*a.*a.*a.*a.*b$");
        assertThat(violations(schema, "a".repeat(100))).hasSize(1);

        Map<String, Object> deep = Map.of("$anchor", "a", "properties", Map.of("a", Map.of("$ref", "#")), "maximum", 5);
        Object value = 6;
        for (int i = 0; i < 100; i++) {
            value = Map.of("a", value);
        }
        assertThat(violations(deep, value)).hasSize(1);
        assertThat(violations(deep, 1e300)).hasSize(1);
    }

    @Test
    void isAskedForWhereItIsNotInstalled() throws Exception {
        Class<?> compiler = new WithoutLibrary().loadClass(SchemaCompiler.class.getName());
        Method compile = compiler.getMethod("compile", Map.class);

        assertThat(compile.invoke(null, Map.of("type", "string"))).isNotNull();
        assertThatThrownBy(() -> compile.invoke(null, EXTENSIBLE))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasMessage("the schema keyword 'unevaluatedProperties' is checked by the bundle"
                        + " com.networknt.json-schema-validator, which is not installed: install it and refresh"
                        + " dev.vagus.registry, or do without the keyword");
    }

    /** Loads this package anew, and nothing of the library. */
    private static final class WithoutLibrary extends ClassLoader {
        WithoutLibrary() {
            super(LibraryCheckTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.networknt.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith(SchemaCompiler.class.getPackageName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
