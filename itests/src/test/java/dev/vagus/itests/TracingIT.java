package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.metrics.Journey;
import dev.vagus.metrics.TraceLevel;
import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.TraceStatus;
import dev.vagus.metrics.Tracing;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.spi.FlowTracer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** One journey through real bundles, what it must not tell, and tracing that comes and goes under traffic. */
public class TracingIT extends TwoModulesTest {
    private Tracing tracing;
    private ApiRegistry registry;
    private Path folder;

    @Before
    public void startTheModules() throws Exception {
        folder = Files.createTempDirectory("vagus-tracing-it");
        tracing = service(Tracing.class);
        bus.createChannel(ChannelSpec.named("Sealed").storedEncrypted(true));
        Bundle end = start(ModuleJar.of("End").with(Travelling.class));
        Bundle middle = start(ModuleJar.of("Middle").with(Travelling.class));
        Bundle begin = start(ModuleJar.of("Start").with(Travelling.class));
        runAs(end, Travelling.ServesEnd.class);
        runAs(middle, Travelling.ServesMiddle.class);
        runAs(begin, Travelling.ServesStart.class);
        registry = InModule.service(start(ModuleJar.of("Caller")).getBundleContext(), ApiRegistry.class);
    }

    @After
    public void stopTracing() {
        tracing.stop();
    }

    private Object go() {
        return registry.invoke("Start.Go", Map.of("Password", "hunter2", "Note", "plain-4711"));
    }

    private static void lines(List<Journey.Stage> stages, int depth, List<String> lines) {
        for (Journey.Stage stage : stages) {
            TraceRecord work = stage.work();
            lines.add(" ".repeat(depth) + work.kind() + " " + work.subject() + " by " + work.module());
            lines(stage.inside(), depth + 1, lines);
        }
    }

    private static List<String> tree(Journey journey) {
        List<String> lines = new ArrayList<>();
        lines(journey.roots(), 0, lines);
        return lines;
    }

    private static boolean isComplete(List<Journey.Stage> stages) {
        return stages.stream().allMatch(stage -> stage.duration() != null && isComplete(stage.inside()));
    }

    @Test
    public void withoutATracerHandlersOfEventsOfEveryKindContinueTheTrace() throws Exception {
        runAs(start(ModuleJar.of("Hearer").with(Travelling.class)), Travelling.HearsEvents.class);
        runAs(start(ModuleJar.of("Raiser").with(Travelling.class)), Travelling.RaisesEvents.class);

        registry.call("Raiser.Raise")
                .correlationId("affair-7")
                .metadata("traceparent", Relaying.TRACE)
                .invoke();

        String context = ": affair-7 " + Relaying.TRACE;
        await().untilAsserted(() -> assertThat(journal.lines())
                .containsExactlyInAnyOrder(
                        "dev/vagus/event/Events/Raised" + context,
                        "own Raised" + context,
                        "typed Raised" + context,
                        "travelling/posted" + context,
                        "travelling/sent" + context));
    }

    @Test
    public void theJourneyOfACallIsOneTreeThroughMessagesAndEvents() {
        tracing.start(TraceSpec.ALL.ofOperations("Start.*"));

        String message = String.valueOf(go());

        awaitReports("heard Arrived");
        await().until(() -> tracing.journey(message)
                .filter(found -> isComplete(found.roots()))
                .filter(found -> tree(found).size() >= 7)
                .isPresent());
        Journey journey = tracing.journey(message).orElseThrow();
        assertThat(tree(journey).stream().filter(line -> !line.contains("delivery Sealed")))
                .containsExactly(
                        "call Start.Go by Caller",
                        " call Middle.Pass by Start",
                        "  send Sealed by Middle",
                        "  send Travel by Middle",
                        "   delivery Travel by End",
                        "    publish Arrived by End");
        String call = journey.roots().get(0).work().id();
        assertThat(tracing.journey(call))
                .map(TracingIT::tree)
                .hasValue(tree(tracing.journey(message).orElseThrow()));
        bus.send("Travel", "Passed", Map.of());
        awaitReports("heard Arrived", "heard Arrived");
        assertThat(tracing.records(1_000))
                .extracting(TraceRecord::traceId)
                .containsOnly(journey.roots().get(0).work().traceId());
    }

    @Test
    public void atTheLevelVerboseSecretsAndWhatIsEncryptedAreNowhere() throws Exception {
        Path file = folder.resolve("trace.jsonl");
        tracing.start(TraceSpec.ALL.at(TraceLevel.VERBOSE).into(file));

        go();

        awaitReports("heard Arrived");
        await().until(() -> tracing.records(1_000).stream()
                .anyMatch(record -> record.subject().equals("Sealed") && record.phase() == TraceRecord.Phase.ERROR));
        String inMemory =
                tracing.records(1_000).stream().map(TraceRecord::toString).collect(Collectors.joining("\n"));
        TraceStatus status = tracing.stop();
        String inFile = Files.readString(file);
        for (String all : List.of(inMemory, inFile)) {
            assertThat(all)
                    .contains("plain-4711", "visible-4711", "handler")
                    .doesNotContain("hunter2", "sealed-4711", "eyJhbGci");
        }
        assertThat(status.lost()).isZero();
        assertThat(inFile.lines().count()).isEqualTo(status.records());
    }

    @Test
    public void itComesAndGoesUnderTrafficAndNothingIsLostOrLeft() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        bus.subscribe(SubscriptionSpec.on("Load"), message -> heard.incrementAndGet());
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger called = new AtomicInteger();
        Thread load = new Thread(() -> {
            while (running.get()) {
                bus.send("Load", "T", Map.of("n", sent.incrementAndGet()));
                registry.invoke("Middle.Pass", Map.of());
                called.incrementAndGet();
            }
        });
        load.start();
        TraceLevel[] levels = TraceLevel.values();
        long written = 0;
        for (int i = 0; i < 30; i++) {
            int before = called.get();
            Path file = folder.resolve("load" + i + ".jsonl");
            tracing.start(TraceSpec.ALL.at(levels[i % levels.length]).into(file));
            await().until(() -> called.get() > before + 5);
            TraceStatus status = tracing.stop();
            try (var lines = Files.lines(file)) {
                long count = lines.count();
                assertThat(count + status.lost()).isEqualTo(status.records());
                written += count;
            }
        }
        running.set(false);
        load.join(30_000);

        assertThat(load.isAlive()).isFalse();
        assertThat(written).isPositive();
        await().until(() -> heard.get() == sent.get());
        assertThat(called.get()).isEqualTo(sent.get());
        assertThat(isThere(FlowTracer.class)).isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("vagus-trace"));
    }

    @Test
    public void theConfigurationSwitchesItAndTheBundleTakesItAway() throws Exception {
        Configuration configuration = service(ConfigurationAdmin.class).getConfiguration("dev.vagus.metrics", null);
        try {
            configuration.update(new Hashtable<>(Map.of("trace.enabled", true, "trace.level", "detailed")));
            await().until(() -> tracing.status().on());
            assertThat(tracing.status().spec().level()).isEqualTo(TraceLevel.DETAILED);
            assertThat(isThere(FlowTracer.class)).isTrue();
            go();
            assertThat(tracing.records(1_000)).extracting(TraceRecord::kind).contains("step");
        } finally {
            configuration.delete();
        }
        await().until(() -> !tracing.status().on());
        assertThat(isThere(FlowTracer.class)).isFalse();

        tracing.start(TraceSpec.ALL);
        Bundle metrics = bundle("dev.vagus.metrics");
        metrics.stop();
        assertThat(isThere(FlowTracer.class)).isFalse();
        go();
        metrics.start();
        tracing = service(Tracing.class);
        assertThat(tracing.status().on()).isFalse();
        assertThat(isThere(FlowTracer.class)).isFalse();
    }
}
