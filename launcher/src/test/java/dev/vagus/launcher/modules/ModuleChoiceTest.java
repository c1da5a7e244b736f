package dev.vagus.launcher.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleChoiceTest {
    private final List<String> warnings = new ArrayList<>();
    private final ModuleChoice choice = new ModuleChoice(warnings::add);

    @Test
    void theNewestOfThoseWithOneSymbolicNameWins() {
        ModuleJar old = jar("one-1.jar", "one", 10);
        ModuleJar young = jar("one-2.jar", "one", 20);
        ModuleJar other = jar("other.jar", "other", 5);
        assertThat(choice.choose(List.of(old, young, other)).values()).containsExactly(young, other);
        assertThat(warnings)
                .containsExactly("one-1.jar is not used: one-2.jar has the same symbolic name one and is newer");
    }

    @Test
    void theLaterFileNameWinsAmongThoseOfOneMoment() {
        assertThat(choice.choose(List.of(jar("a.jar", "one", 10), jar("b.jar", "one", 10))))
                .hasEntrySatisfying("one", jar -> assertThat(jar.fileName()).isEqualTo("b.jar"));
    }

    @Test
    void warnsOnceAsLongAsTheSameIsTrue() {
        List<ModuleJar> both = List.of(jar("a.jar", "one", 10), jar("b.jar", "one", 20));
        choice.choose(both);
        choice.choose(both);
        assertThat(warnings).hasSize(1);
        choice.choose(List.of());
        choice.choose(both);
        assertThat(warnings).hasSize(2);
    }

    private static ModuleJar jar(String file, String name, long arrived) {
        return new ModuleJar(Path.of(file), arrived, name, new ModuleContent("digest of " + file, "1.0.0"));
    }
}
