package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageBus;
import dev.vagus.metrics.ChannelTest;
import dev.vagus.metrics.OperationTest;
import dev.vagus.metrics.SelfTest;
import dev.vagus.metrics.SelfTestReport;
import dev.vagus.metrics.SelfTestRow;
import dev.vagus.metrics.SelfTestRow.Result;
import dev.vagus.metrics.SelfTestSpec;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationSpec;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** The self-test against the real bundles. */
public class SelfTestIT extends FelixTest {
    private static final SelfTestSpec SHORT =
            SelfTestSpec.FULL.lasting(Duration.ofSeconds(1)).concurrent(2);

    @Test
    public void everythingPassesAndNothingIsLeftBehind() throws Exception {
        List<String> before = Traces.of(this);

        SelfTestReport report = service(SelfTest.class).run(SHORT, row -> {});

        assertThat(report.rows())
                .filteredOn(row -> row.result() != Result.PASSED)
                .extracting(SelfTestRow::name)
                .containsExactly("event persisted");
        assertThat(report.rows()).hasSize(23);
        assertThat(report.passed()).isTrue();
        assertThat(row(report, "breaker recovers").detail()).contains("after its recovery time of 200 ms");
        await().untilAsserted(() -> assertThat(Traces.of(this)).isEqualTo(before));
    }

    @Test
    public void withoutTheBundleBreakerItsRowsAreSkipped() throws Exception {
        Bundle breaker = bundle("dev.vagus.breaker");
        breaker.stop();
        try {
            SelfTestReport report = service(SelfTest.class).run(SelfTestSpec.BASIC, row -> {});

            assertThat(report.rows())
                    .filteredOn(row -> row.concern().equals("breaker"))
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.result()).isEqualTo(Result.SKIPPED))
                    .allSatisfy(
                            row -> assertThat(row.detail()).isEqualTo("the bundle dev.vagus.breaker is not started"));
            assertThat(report.passed()).isTrue();
        } finally {
            breaker.start();
        }
    }

    @Test
    public void whileSecurityIsOnItSaysWhatIsNotAllowedToWhoAsks() throws Exception {
        SecurityService security = service(SecurityService.class);
        String me = context.getBundle().getSymbolicName();
        security.enable(SecuritySpec.DEFAULTS
                .withAuthenticationRequired(false)
                .withGrants(Map.of(me, List.of("security", "api", "bus"))));
        try {
            SelfTestReport report = service(SelfTest.class).run(SelfTestSpec.BASIC, row -> {});

            assertThat(report.rows())
                    .filteredOn(row -> row.result() == Result.FAILED)
                    .isEmpty();
            assertThat(row(report, "event heard").result()).isEqualTo(Result.SKIPPED);
            assertThat(row(report, "event heard").detail()).contains("not allowed", "events:publish:SelfTestRaised");
            assertThat(row(report, "send and receive").result()).isEqualTo(Result.PASSED);
            assertThat(row(report, "invoke").result()).isEqualTo(Result.PASSED);
            assertThat(row(report, "token made and verified").result()).isEqualTo(Result.PASSED);
        } finally {
            security.disable();
        }
    }

    @Test
    public void fromTheShellItIsTheOperatorsWhileSecurityIsOn() throws Exception {
        SecurityService security = service(SecurityService.class);
        security.enable(SecuritySpec.DEFAULTS
                .withAuthenticationRequired(false)
                .withGrants(Map.of(context.getBundle().getSymbolicName(), List.of("security"))));
        try {
            assertThat(execute("vagus:self-test basic"))
                    .contains("19 passed, 0 failed, 1 skipped")
                    .containsPattern("SKIPPED +store +event persisted");
            assertThat(execute("vagus:status")).contains("HEALTHY at").containsPattern("security +HEALTHY +on, ");
        } finally {
            security.disable();
        }
    }

    private String execute(String command) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        CommandProcessor processor = service(CommandProcessor.class);
        try (CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
            session.execute(command);
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    public void aChannelIsTriedByARoundTrip() throws Exception {
        MessageBus bus = service(MessageBus.class);
        bus.createChannel(ChannelSpec.named("Tried"));
        try {
            ChannelTest well = service(SelfTest.class).channel("Tried", Duration.ofSeconds(5));
            assertThat(well.passed()).as(well.detail()).isTrue();
            assertThat(well.alsoOffered()).isEmpty();

            bus.pauseChannel("Tried", "repair");
            ChannelTest held = service(SelfTest.class).channel("Tried", Duration.ofMillis(200));
            assertThat(held.passed()).isFalse();
            assertThat(held.detail()).contains("paused");
            assertThat(bus.subscriptions()).noneMatch(each -> each.channel().equals("Tried"));
        } finally {
            bus.removeChannel("Tried");
        }
    }

    @Test
    public void anOperationIsTriedUpToItsHandlerUnlessThatIsToBeRun() {
        AtomicInteger runs = new AtomicInteger();
        ApiRegistry registry = service(ApiRegistry.class);
        var offered = registry.register(
                OperationSpec.of("Tried", "Count").withParameter("By", "integer"), call -> runs.incrementAndGet());
        SelfTest test = service(SelfTest.class);
        try {
            OperationTest checked = test.operation("Tried.Count", Map.of("By", 1), false);
            assertThat(checked.passed()).as(checked.failure()).isTrue();
            assertThat(checked.ran()).isFalse();
            assertThat(checked.policies()).isNotEmpty();
            assertThat(test.operation("Tried.Count", Map.of("By", "x"), false).failure())
                    .contains("By", "(validation)");
            assertThat(runs).hasValue(0);
            assertThat(registry.chain("Tried.Count")).noneMatch(name -> name.contains("self-test"));

            assertThat(test.operation("Tried.Count", Map.of("By", 1), true).result())
                    .isEqualTo(1);
            assertThat(runs).hasValue(1);
            assertThat(test.operation("Tried.Coun", Map.of(), false).failure()).contains("Tried.Count");
        } finally {
            offered.close();
        }
    }

    private static SelfTestRow row(SelfTestReport report, String name) {
        return report.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
