package dev.vagus.registry.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamePatternTest {
    @Test
    void patternsMatchAnyRunOfCharacters() {
        assertThat(new NamePattern("LabRunner.*").matches("LabRunner.Run")).isTrue();
        assertThat(new NamePattern("*.Export").matches("Lab.Export")).isTrue();
        assertThat(new NamePattern("L*R*.*n").matches("LabRunner.Run")).isTrue();
        assertThat(new NamePattern("LabRunner.R").matches("LabRunner.Run")).isFalse();
        assertThat(new NamePattern("*").matches("")).isTrue();
        assertThat(new NamePattern("*x").matches("xy")).isFalse();
    }
}
