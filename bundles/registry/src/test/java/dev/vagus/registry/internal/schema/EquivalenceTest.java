package dev.vagus.registry.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The compiled checks accept and refuse exactly what the schema library does. */
class EquivalenceTest {
    private static final long SEED = Long.getLong("vagus.schema.seed", 20_260_131);
    private static final int SCHEMAS = 5_000;
    private static final int VALUES = 10;

    @Test
    void acceptsAndRefusesWhatTheLibraryDoes() {
        int accepted = 0;
        int compared = 0;
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < SCHEMAS && differences.size() < 10; i++) {
            RandomSchemas random = new RandomSchemas(new Random(SEED + i));
            Map<String, Object> schema = random.schema();
            Check check = compileOrNull(schema);
            if (check == null) {
                continue;
            }
            Oracle oracle = new Oracle(schema);
            for (int j = 0; j < VALUES; j++) {
                Object value = random.value(schema, 3);
                boolean fits = check.test(value, null);
                Violations report = new Violations();
                assertThat(check.test(value, report)).as("seed %s", SEED + i).isEqualTo(fits);
                assertThat(report.found().isEmpty())
                        .as("seed %s: a refusal has a reason", SEED + i)
                        .isEqualTo(fits);
                Boolean answer = oracle.answer(value);
                compared += answer == null ? 0 : 1;
                accepted += fits ? 1 : 0;
                if (answer != null && fits != answer) {
                    differences.add("seed " + (SEED + i) + ": we " + (fits ? "accept " : "refuse ") + Oracle.text(value)
                            + " for " + Oracle.text(schema));
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(SCHEMAS * VALUES * 9 / 10);
        assertThat(accepted).as("both answers occur").isBetween(compared / 5, compared * 4 / 5);
    }

    private static @Nullable Check compileOrNull(Map<String, Object> schema) {
        try {
            return SchemaCompiler.compile(schema);
        } catch (SchemaException e) {
            assertThat(e).hasMessageContaining("without end");
            return null;
        }
    }

    @Test
    void formatsAreWhatTheLibrarySays() {
        List<String> differences = new ArrayList<>();
        for (String format : RandomSchemas.FORMATS) {
            Map<String, Object> schema = Map.of("format", format);
            Check check = SchemaCompiler.compile(schema);
            Oracle oracle = new Oracle(schema);
            for (String text : FormatSamples.all(format)) {
                boolean fits = check.test(text, null);
                if (fits != FormatSamples.VALID.get(format).contains(text) || fits != oracle.accepts(text)) {
                    differences.add(format + " " + text + ": we " + fits + ", library " + oracle.accepts(text));
                }
            }
        }
        assertThat(differences).isEmpty();
    }
}
