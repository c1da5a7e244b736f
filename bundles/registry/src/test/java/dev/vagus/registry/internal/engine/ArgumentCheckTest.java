package dev.vagus.registry.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.registry.ApiParameter;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.registry.internal.schema.Check;
import dev.vagus.registry.internal.schema.SchemaCompiler;
import dev.vagus.registry.internal.schema.Spelling;
import dev.vagus.registry.internal.schema.TypeSchemas;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentCheckTest {
    private static final int CALLS = 20_000;

    enum Level {
        LOW,
        HIGH
    }

    record Disk(
            @ApiParameter(pattern = "^/[a-z0-9/]*$") String path,
            @ApiParameter(min = 1, max = 64) int gigabytes,
            @ApiParameter(max = 0.9) double use,
            Level level) {}

    private static ArgumentCheck checkOf(OperationDescriptor operation) {
        List<Check> checks = new ArrayList<>();
        operation
                .parameters()
                .forEach(parameter -> checks.add(SchemaCompiler.compile(parameter.schema(), Spelling.EITHER)));
        return new ArgumentCheck(operation.qualifiedName(), operation.parameters(), checks);
    }

    @Test
    void argumentsThatFitTakeNoMemoryToCheck() {
        ArgumentCheck check = checkOf(EngineFixture.operation(
                "Lab",
                "Run",
                new ParameterDescriptor("Name", "", true, Map.of("type", "string", "minLength", 1, "maxLength", 50)),
                new ParameterDescriptor("Count", "", true, TypeSchemas.of(int.class)),
                new ParameterDescriptor("Disk", "", true, TypeSchemas.of(Disk.class)),
                new ParameterDescriptor("When", "", false, Map.of("type", "string", "format", "date-time")),
                new ParameterDescriptor(
                        "Tags", "", false, Map.of("items", Map.of("type", "string"), "uniqueItems", true))));
        Object frozen = new Structures()
                .freeze(Map.of(
                        "Name",
                        "DeployVM",
                        "Count",
                        5,
                        "Disk",
                        new Disk("/var/lib", 8, 0.5, Level.HIGH),
                        "When",
                        "2026-01-31T12:00:00.5+01:00",
                        "Tags",
                        List.of("a", "b")));
        @SuppressWarnings("unchecked")
        Map<String, Object> arguments = (Map<String, Object>) frozen;

        bytesOf(check, arguments);

        assertThat(bytesOf(check, arguments) / CALLS).isZero();
    }

    private static long bytesOf(ArgumentCheck check, Map<String, Object> arguments) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < CALLS; i++) {
            assertFits(check, arguments);
        }
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    private static void assertFits(ArgumentCheck check, Map<String, Object> arguments) {
        if (!check.fits(arguments)) {
            throw new AssertionError(check.refusal(arguments));
        }
    }
}
