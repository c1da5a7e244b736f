package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.ChannelTest;
import dev.vagus.metrics.OperationTest;
import dev.vagus.metrics.SelfTest;
import dev.vagus.metrics.SelfTestReport;
import dev.vagus.metrics.SelfTestRow;
import dev.vagus.metrics.SelfTestSpec;
import dev.vagus.metrics.internal.selftest.SelfTester;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** The self-test as one bundle has it: everything is tried in that bundle's name. */
final class SelfTestFacade implements SelfTest {
    private final Bundle bundle;
    private final SelfTester tester;

    SelfTestFacade(Bundle bundle, SelfTester tester) {
        this.bundle = bundle;
        this.tester = tester;
    }

    @Override
    public SelfTestReport run(SelfTestSpec spec, Consumer<? super SelfTestRow> progress) throws InterruptedException {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(progress, "progress");
        try (CallerServices services = new CallerServices(bundle)) {
            return tester.run(services, spec, progress);
        }
    }

    @Override
    public ChannelTest channel(String name, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(timeout, "timeout");
        try (CallerServices services = new CallerServices(bundle)) {
            return tester.channel(services, name, timeout);
        }
    }

    @Override
    public OperationTest operation(String name, Map<String, ? extends @Nullable Object> arguments, boolean runHandler) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
        try (CallerServices services = new CallerServices(bundle)) {
            return tester.operation(services, name, arguments, runHandler);
        }
    }
}
