package dev.vagus.metrics.internal.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.breaker.RetrySnapshot;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.metrics.internal.meter.Meter;
import dev.vagus.metrics.internal.meter.Meters;
import dev.vagus.metrics.internal.meter.SeriesKey;
import dev.vagus.metrics.internal.meter.SeriesKey.Kind;
import dev.vagus.module.ErrorCategory;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.RegistrySnapshot;
import dev.vagus.security.AccessRule;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.SecuritySpec;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private static final int LIMIT = 100;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Meters meters = new Meters(LIMIT, () -> 0);

    @Test
    void callsAreCountedByOutcomeAndTimed() throws IOException {
        Meter meter = meters.open(new SeriesKey(Kind.OPERATION, "Lab.Run", "Run", "Lab"));
        call(meter, Duration.ofNanos(1_000), null);
        call(meter, Duration.ofNanos(1_024), null);
        call(meter, Duration.ofSeconds(100), ErrorCategory.TIMEOUT);
        meter.recorder().begin();

        List<String> lines = text(new Sources(meters, null, null, null, null, null, null));

        assertThat(lines)
                .contains(
                        "vagus_calls_total{module=\"Lab\",operation=\"Run\",outcome=\"success\"} 2.0",
                        "vagus_calls_total{module=\"Lab\",operation=\"Run\",outcome=\"timeout\"} 1.0",
                        "vagus_calls_in_flight{module=\"Lab\",operation=\"Run\"} 1.0",
                        "vagus_call_duration_seconds_bucket{module=\"Lab\",operation=\"Run\",le=\"1.024E-6\"} 1",
                        "vagus_call_duration_seconds_bucket{module=\"Lab\",operation=\"Run\",le=\"4.096E-6\"} 2",
                        "vagus_call_duration_seconds_bucket{module=\"Lab\",operation=\"Run\",le=\"+Inf\"} 3",
                        "vagus_call_duration_seconds_count{module=\"Lab\",operation=\"Run\"} 3",
                        "vagus_call_duration_seconds_sum{module=\"Lab\",operation=\"Run\"} 100.000002024");
    }

    @Test
    void deliveriesAndHearingsHaveWaitedToo() throws IOException {
        meters.open(new SeriesKey(Kind.SUBSCRIPTION, "Work", "worker", "Lab"))
                .recorder()
                .ended(3, 2_000, null);
        meters.open(new SeriesKey(Kind.EVENT_HANDLER, "LabStep*", "s7", "Progress"))
                .recorder()
                .ended(0, 2_000, ErrorCategory.INTERNAL);

        List<String> lines = text(new Sources(meters, null, null, null, null, null, null));

        String at = "{channel=\"Work\",module=\"Lab\",subscription=\"worker\"";
        assertThat(lines)
                .contains(
                        "vagus_delivery_attempts_total{channel=\"Work\",module=\"Lab\",outcome=\"success\",subscription=\"worker\"} 1.0",
                        "vagus_delivery_wait_seconds_bucket" + at + ",le=\"0.001\"} 0",
                        "vagus_delivery_wait_seconds_bucket" + at + ",le=\"0.004\"} 1",
                        "vagus_delivery_wait_seconds_sum" + at + "} 0.003",
                        "vagus_event_deliveries_total{handler=\"s7\",module=\"Progress\",outcome=\"internal\",topic=\"LabStep*\"} 1.0");
    }

    @Test
    void whoeverChoosesNamesCannotMakeAScrapeLarger() {
        ChannelFamilies families = new ChannelFamilies();
        List<ChannelSnapshot> channels = IntStream.range(0, 100_000)
                .mapToObj(number -> channel("c" + number, 2))
                .toList();

        List<String> lines = lines(families.collect(channels, LIMIT));

        assertThat(lines.stream().filter(line -> line.startsWith("vagus_channel_queued")))
                .hasSize(LIMIT + 1);
        assertThat(lines)
                .contains(
                        "vagus_channel_messages_total{channel=\"other\",result=\"routed\"} 199800.0",
                        "vagus_channel_messages_total{channel=\"c99\",result=\"routed\"} 2.0",
                        "vagus_metrics_channels_without_series 99900.0");
    }

    @Test
    void whatIsCountedTogetherNeverShrinksAndWhoHasASeriesKeepsIt() {
        ChannelFamilies families = new ChannelFamilies();
        families.collect(List.of(channel("a", 1), channel("b", 5), channel("c", 7)), 1);

        List<String> later = lines(families.collect(List.of(channel("c", 8), channel("a", 1)), 1));

        assertThat(later)
                .contains(
                        "vagus_channel_messages_total{channel=\"a\",result=\"routed\"} 1.0",
                        "vagus_channel_messages_total{channel=\"other\",result=\"routed\"} 12.0");

        List<String> alone = lines(families.collect(List.of(channel("c", 9)), 1));
        assertThat(alone).contains("vagus_channel_messages_total{channel=\"c\",result=\"routed\"} 9.0");
    }

    @Test
    void aSourceThatFailsCostsItsOwnFamiliesOnlyAndIsCounted() throws IOException {
        ApiRegistry stopped = registry(() -> {
            throw new IllegalStateException("stopped");
        });
        Exposition exposition =
                new Exposition(() -> new Sources(meters, null, stopped, null, null, null, null), () -> LIMIT, CLOCK);

        assertThat(text(exposition)).noneMatch(line -> line.startsWith("vagus_operations"));
        assertThat(text(exposition)).contains("vagus_metrics_source_failures_total 2.0");

        ApiRegistry running = registry(() -> new RegistrySnapshot(3, 1, 10, 4));
        assertThat(text(new Sources(null, null, running, null, null, null, null)))
                .contains(
                        "vagus_operations 3.0",
                        "vagus_calls_waiting_for_updates 1.0",
                        "vagus_calls_sent_total{result=\"failed\"} 4.0",
                        "vagus_calls_sent_total{result=\"made\"} 6.0");
    }

    @Test
    void howFarAStoreLagsBehindIsTold() {
        assertThat(lines(LetterFamilies.history(
                        new HistorySnapshot(9, 100, 20, 2_000, 0, null, true, 2, 7, NOW.minusMillis(1_500), 3), NOW)))
                .contains(
                        "vagus_event_history_unread_replays_total 3.0",
                        "vagus_event_history_unwritten 7.0",
                        "vagus_event_history_unwritten_age_seconds 1.5",
                        "vagus_event_history_unstored_total 2.0");
        assertThat(lines(LetterFamilies.deadLetters(
                        new DeadLetterSnapshot(4, 1_000, 0, true, 3, 1, NOW.minusSeconds(90)), NOW)))
                .contains(
                        "vagus_dead_letters_unwritten 3.0",
                        "vagus_dead_letters_unwritten_age_seconds 90.0",
                        "vagus_dead_letters_missing_total 1.0");
        assertThat(lines(
                        LetterFamilies.history(new HistorySnapshot(9, 100, 20, 2_000, 0, null, true, 0, 0, null), NOW)))
                .contains("vagus_event_history_unwritten_age_seconds 0.0");
    }

    @Test
    void retriesAreCountedByOutcomeAndBounded() {
        RetryFamilies families = new RetryFamilies();

        assertThat(lines(families.collect(List.of(retries("Lab.Run", 3, 2)), 1)))
                .contains(
                        "vagus_call_retries_total{outcome=\"success\",target=\"Lab.Run\"} 3.0",
                        "vagus_call_retries_total{outcome=\"timeout\",target=\"Lab.Run\"} 2.0");
        List<RetrySnapshot> many = IntStream.range(0, 1_000)
                .mapToObj(number -> retries("M" + number + ".Run", 1, 1))
                .toList();
        assertThat(lines(families.collect(many, LIMIT)).stream()
                        .filter(line -> line.startsWith("vagus_call_retries_total{")))
                .hasSize(2 * (LIMIT + 1))
                .contains("vagus_call_retries_total{outcome=\"timeout\",target=\"other\"} 900.0");
        assertThat(lines(families.collect(many.subList(0, LIMIT + 1), LIMIT)))
                .contains("vagus_call_retries_total{outcome=\"timeout\",target=\"other\"} 900.0");
    }

    private static RetrySnapshot retries(String target, long succeeded, long timeouts) {
        return new RetrySnapshot(target, "Lab", 9, succeeded, Map.of(ErrorCategory.TIMEOUT, timeouts));
    }

    private static ApiRegistry registry(Supplier<RegistrySnapshot> snapshot) {
        return (ApiRegistry) Proxy.newProxyInstance(
                ExpositionTest.class.getClassLoader(),
                new Class<?>[] {ApiRegistry.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("snapshot");
                    return snapshot.get();
                });
    }

    private static void call(Meter meter, Duration took, ErrorCategory error) {
        meter.recorder().end(meter.recorder().begin(), took.toNanos(), error);
    }

    private static ChannelSnapshot channel(String name, long routed) {
        return new ChannelSnapshot(
                ChannelSpec.named(name),
                1,
                routed,
                routed,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                0,
                ChannelSnapshot.State.ACTIVE);
    }

    @Test
    void tokensThatWereShownAreCountedByWhatCameOfThem() throws IOException {
        SecuritySnapshot snapshot = new SecuritySnapshot(
                true,
                "code",
                SecuritySpec.DEFAULTS,
                Set.of(),
                "i",
                List.of(),
                List.of(),
                List.of(),
                4,
                5,
                6,
                7,
                new SecuritySnapshot.TokenChecks(
                        40, 2, Map.of(AccessRule.TOKEN_EXPIRED, 3L, AccessRule.THROTTLED, 1L)));
        SecurityService security = (SecurityService) Proxy.newProxyInstance(
                ExpositionTest.class.getClassLoader(),
                new Class<?>[] {SecurityService.class},
                (proxy, method, arguments) -> snapshot);

        assertThat(text(new Sources(null, null, null, null, null, null, security)))
                .contains(
                        "vagus_token_checks_total{outcome=\"accepted\",rule=\"known\"} 40.0",
                        "vagus_token_checks_total{outcome=\"accepted\",rule=\"verified\"} 2.0",
                        "vagus_token_checks_total{outcome=\"refused\",rule=\"token-expired\"} 3.0",
                        "vagus_token_checks_total{outcome=\"refused\",rule=\"throttled\"} 1.0",
                        "vagus_security_decisions_total{result=\"refused\"} 5.0");
    }

    private static List<String> text(Sources sources) throws IOException {
        return text(new Exposition(() -> sources, () -> LIMIT, CLOCK));
    }

    private static List<String> text(Exposition exposition) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(bytes, exposition.collect());
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static List<String> lines(List<Family> families) {
        List<String> lines = new ArrayList<>();
        for (Family family : families) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                PrometheusTextFormatWriter.create().write(bytes, MetricSnapshots.of(family.snapshot()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            bytes.toString(StandardCharsets.UTF_8).lines().forEach(lines::add);
        }
        return lines;
    }
}
