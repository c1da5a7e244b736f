package dev.vagus.delivery.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    private static final Map<String, Object> PAYLOAD = Map.of(
            "module",
            "LabRunner",
            "jobs",
            10,
            "ratio",
            2.5,
            "price",
            new BigDecimal("10.00"),
            "on",
            true,
            "at",
            Instant.parse("2026-11-21T10:00:00.5Z"),
            "tags",
            List.of("a", "b"),
            "owner",
            Map.of("name", "Ann (1*)", "age", 40L));

    private static boolean matches(String filter) {
        return Filter.compile(filter).matches(new Subject() {
            @Override
            public Map<String, String> headers() {
                return Map.of("site", "west");
            }

            @Override
            public @Nullable Object structure() {
                return PAYLOAD;
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(module=LabRunner)",
                "(Module=LabRunner)",
                " ( & (module=LabRunner) (h.site=west) ) ",
                "(|(module=x)(jobs=10))",
                "(!(module=x))",
                "(!(absent=1))",
                "(module~=labrunner)",
                "(jobs>=10)",
                "(jobs<=10.5)",
                "(jobs=10.0)",
                "(ratio>=2.25)",
                "(price=10)",
                "(on=true)",
                "(at>=2026-11-21T10:00:00Z)",
                "(tags=b)",
                "(tags.1=b)",
                "(owner.age=40)",
                "(owner=*)",
                "(owner.name=Ann \\(1\\*\\))",
                "(module=Lab*)",
                "(module=*Run*r)",
                "(module=*)",
                "(h.site=w*t)",
                "(module>=LabR)",
            })
    void matchesWhatItDescribes(String filter) {
        assertThat(matches(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(module=labrunner)",
                "(jobs=ten)",
                "(jobs>=ten)",
                "(jobs<=ten)",
                "(jobs=1*)",
                "(on=TRUE)",
                "(on>=false)",
                "(at<=yesterday)",
                "(at=2026-11-21T10:00:00Z)",
                "(owner={})",
                "(owner.name.first=Ann)",
                "(absent=*)",
                "(site=west)",
                "(h.module=LabRunner)",
                "(tags=c)",
                "(tags.7=a)",
                "(module=Lab*x)",
                "(&(module=LabRunner)(jobs=11))",
                "(module=)",
            })
    void doesNotMatchAnythingElse(String filter) {
        assertThat(matches(filter)).isFalse();
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertWrong("module=LabRunner", "needs '(' here (position 1)");
        assertWrong("(module=LabRunner", "ends too early (position 18)");
        assertWrong("(module)", "needs one of = ~= >= <= after 'module' (position 8)");
        assertWrong("(=x)", "needs the name of an attribute here (position 2)");
        assertWrong("(&)", "needs at least one filter in parentheses here (position 3)");
        assertWrong("(a=1)(b=2)", "has something left over after its end (position 6)");
        assertWrong("(a>1)", "needs '=' here (position 4)");
        assertWrong("(a>=1*)", "may have * only after =");
        assertWrong("(a=(b))", "has ( in a value");
        assertWrong("(!".repeat(60) + "(a=1)" + ")".repeat(60), "is nested deeper than 50 levels");
        assertWrong("", "needs '(' here (position 1)");
    }

    private static void assertWrong(String filter, String problem) {
        assertThatThrownBy(() -> Filter.compile(filter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }
}
