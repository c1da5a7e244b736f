package dev.vagus.launcher.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the field
class ModuleRecordsTest {
    private static final ModuleContent GOOD = new ModuleContent("aa", "1.0.0");
    private static final ModuleContent BAD = new ModuleContent("bb", "2.0.0.beta 1");

    @TempDir
    private Path folder;

    @Test
    void whatIsPutIsThereAfterARestart() throws IOException {
        ModuleRecord module = ModuleRecord.NONE
                .withInstalled(GOOD)
                .withWorking(GOOD)
                .withRejected(BAD, "it = broken: \\n", List.of("a (b=c)", "d (e=f)"));
        records().put("org.one", module);
        assertThat(records().get("org.one")).isEqualTo(module);
        assertThat(records().get("org.two")).isEqualTo(ModuleRecord.NONE);
        assertThat(records().digests()).containsExactly("aa");
    }

    @Test
    void whatIsRemovedIsGoneAfterARestart() throws IOException {
        records().put("org.one", ModuleRecord.NONE.withInstalled(GOOD));
        records().remove("org.one");
        assertThat(records().names()).isEmpty();
    }

    @Test
    void aFileThatCannotBeUnderstoodCountsAsEmpty() throws IOException {
        Files.writeString(folder.resolve("modules.properties"), "one/installed=\\uZZZZ");
        assertThat(records().names()).isEmpty();
        Files.writeString(folder.resolve("modules.properties"), "one/installed=nonsense\ntwo");
        assertThat(records().get("one").installed()).isNull();
    }

    private ModuleRecords records() throws IOException {
        return new ModuleRecords(folder.resolve("modules.properties"));
    }
}
