package dev.vagus.registry.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MiddlewareEntryTest {
    @ParameterizedTest
    @CsvSource({
        "LabRunner.*, LabRunner.Run, true",
        "*.Export, Lab.Export, true",
        "L*R*.*n, LabRunner.Run, true",
        "*, LabRunner.Run, true",
        "*, '', true",
        "LabRunner.R, LabRunner.Run, false",
        "*x, xy, false"
    })
    void itGoesAroundTheOperationsThatItsPatternsMatch(String pattern, String operation, boolean around) {
        assertThat(entry("Other.*", pattern).appliesTo(operation)).isEqualTo(around);
    }

    @Test
    void withoutAPatternItGoesAroundAll() {
        assertThat(entry().appliesTo("LabRunner.Run")).isTrue();
    }

    @Test
    void anEmptyPatternIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry("LabRunner.*", " "))
                .withMessage("a pattern of operation names must not be empty; use * for all");
    }

    private static MiddlewareEntry entry(String... patterns) {
        return new MiddlewareEntry(
                "m",
                0,
                0,
                -1,
                0,
                MiddlewareEntry.targets(List.of(patterns)),
                Set.of(),
                new MiddlewareSource.Shared((invocation, next) -> next.proceed(invocation)));
    }
}
