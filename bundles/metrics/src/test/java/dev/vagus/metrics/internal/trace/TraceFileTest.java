package dev.vagus.metrics.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.metrics.TraceException;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.TraceStatus;
import dev.vagus.metrics.internal.trace.TraceEngine.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The file of the trace. */
class TraceFileTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private Works works = new Works();

    @AfterEach
    void close() {
        works.engine.close();
    }

    private void calls(int count) {
        for (int i = 0; i < count; i++) {
            works.call("Lab.Run" + i);
        }
    }

    @Test
    void everyRecordIsALineOfJsonWhenTracingHasEnded() throws IOException {
        Path file = folder.resolve("made/trace.jsonl");
        works.engine.start(works.into(file), Origin.CODE);
        calls(100);
        TraceStatus status = works.engine.stop(Origin.CODE);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(200);
        assertThat(status.records()).isEqualTo(200);
        assertThat(status.lost()).isZero();
        Map<?, ?> first = MAPPER.readValue(lines.get(0), Map.class);
        assertThat(first.get("phase")).isEqualTo("begin");
        assertThat(first.get("subject")).isEqualTo("Lab.Run0");
        assertThat(MAPPER.readValue(lines.get(1), Map.class).get("span_id")).isEqualTo(first.get("span_id"));
    }

    @Test
    void filesAreRotatedBySizeAndTheOldestGo() throws IOException {
        works = new Works(Works.small(2_000, 3, TraceSpec.ALL, false));
        Path file = folder.resolve("trace.jsonl");
        works.engine.start(works.into(file), Origin.CODE);
        calls(100);
        works.engine.stop(Origin.CODE);
        try (var files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("trace.jsonl", "trace.jsonl.1", "trace.jsonl.2");
        }
        List<Object> numbers = new ArrayList<>();
        for (String name : List.of("trace.jsonl.2", "trace.jsonl.1", "trace.jsonl")) {
            Path each = folder.resolve(name);
            assertThat(Files.size(each)).isLessThanOrEqualTo(2_000);
            for (String line : Files.readAllLines(each)) {
                numbers.add(MAPPER.readValue(line, Map.class).get("sequence"));
            }
        }
        assertThat(numbers.get(numbers.size() - 1)).isEqualTo(200);
        assertThat(new HashSet<>(numbers)).hasSameSizeAs(numbers);
        assertThat((Integer) numbers.get(numbers.size() - 1) - (Integer) numbers.get(0))
                .isEqualTo(numbers.size() - 1);
    }

    @Test
    void aFileThatCannotBeWrittenIsAnErrorAtTheStartAndTracingStaysAsItWas() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("directory"));
        assertThatThrownBy(() -> works.engine.start(works.into(directory), Origin.CODE))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("directory")
                .hasMessageContaining("cannot be written");
        assertThat(works.engine.status().on()).isFalse();
        assertThat(works.tracer).isNull();
        works.engine.start(TraceSpec.ALL, Origin.CODE);
        calls(1);
        assertThatThrownBy(() -> works.engine.start(works.into(directory), Origin.CODE))
                .isInstanceOf(TraceException.class);
        calls(1);
        assertThat(works.engine.status().records()).isEqualTo(4);
    }

    @Test
    void aFileThatCannotBeWrittenAnyMoreCostsRecordsThatAreCountedAndIsTriedAnew() throws IOException {
        works = new Works(Works.small(1, 1, TraceSpec.ALL, false));
        Path file = folder.resolve("trace.jsonl");
        works.engine.start(works.into(file), Origin.CODE);
        calls(1);
        await().until(() -> Files.exists(file) && Files.size(file) > 0);
        Files.delete(file);
        Files.createDirectory(file);
        Files.createFile(file.resolve("in the way"));
        await().until(() -> {
            calls(1);
            return works.engine.status().lost() > 0
                    && !works.engine.status().problem().isEmpty();
        });
        Files.delete(file.resolve("in the way"));
        Files.delete(file);
        await().until(() -> {
            calls(1);
            return works.engine.status().problem().isEmpty();
        });
    }

    @Test
    void anArchiveHasAllFilesInAZipAndTakesThemAway() throws IOException {
        works = new Works(Works.small(2_000, 3, TraceSpec.ALL, false));
        Path file = folder.resolve("trace.jsonl");
        works.engine.start(works.into(file), Origin.CODE);
        calls(100);
        Path zip = works.engine.archive(folder.resolve("archive"), Origin.CODE);
        assertThat(zip.getFileName().toString()).matches("vagus-trace-\\d{8}-\\d{6}-\\d{3}\\.zip");
        Set<String> names = new HashSet<>();
        try (ZipFile read = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> all = read.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                names.add(entry.getName());
                assertThat(read.getInputStream(entry).readAllBytes()).isNotEmpty();
            }
        }
        assertThat(names).containsExactlyInAnyOrder("trace.jsonl", "trace.jsonl.1", "trace.jsonl.2");
        assertThat(file).doesNotExist();
        assertThat(works.engine.status().on()).isFalse();
        assertThatThrownBy(() -> works.engine.archive(folder, Origin.CODE))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("no file to archive");
    }
}
