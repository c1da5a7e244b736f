package dev.vagus.metrics.internal.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.breaker.BreakerState;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.metrics.ComponentStatus;
import dev.vagus.metrics.Health;
import dev.vagus.metrics.StatusIssue;
import dev.vagus.metrics.StatusIssue.Severity;
import dev.vagus.metrics.StatusReport;
import dev.vagus.security.SecuritySnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusRulesTest {
    private static final Pattern COMMAND = Pattern.compile("vagus:([a-z-]+)");

    /** What is broken, and what the report says of it: component, severity, a part of what is seen. */
    private static final Map<String, Consumer<Given>> BREAKAGES = new LinkedHashMap<>();

    static {
        BREAKAGES.put(
                "bus|WARNING|holds 800 of 1000 messages (limit 80 %), the oldest for 20 ms",
                given -> given.subscription(800, Duration.ofMillis(20), State.ACTIVE, ""));
        BREAKAGES.put(
                "bus|WARNING|waits for 60 s (limit 60 s), 3 messages in all",
                given -> given.subscription(3, Duration.ofMinutes(1), State.ACTIVE, ""));
        BREAKAGES.put(
                "bus|WARNING|subscription s-1 of module LabRunner on channel Lab is paused since",
                given -> given.subscription(0, Duration.ZERO, State.PAUSED, "repair"));
        BREAKAGES.put(
                "bus|WARNING|the handler of subscription s-1 of module LabRunner on channel Lab is paused",
                given -> given.subscription(2, Duration.ZERO, State.PAUSED, "", HandlerStatus.State.PAUSED, 0));
        BREAKAGES.put(
                "bus|WARNING|is slow: 4 messages took longer than its budget of 5000 ms",
                given -> given.subscription(2, Duration.ZERO, State.ACTIVE, "", HandlerStatus.State.SLOW, 0));
        BREAKAGES.put(
                "bus|WARNING|6 messages were dropped within the last 5m",
                given -> given.subscription(2, Duration.ZERO, State.ACTIVE, "", HandlerStatus.State.RUNNING, 6));
        BREAKAGES.put(
                "bus|WARNING|the channel Lab is paused, 7 messages wait",
                given -> given.channel("Lab", ChannelSnapshot.State.PAUSED));
        BREAKAGES.put(
                "bus|WARNING|the channel Lab is drained", given -> given.channel("Lab", ChannelSnapshot.State.DRAINED));
        BREAKAGES.put("bus|WARNING|2 messages became dead letters within the last 5m, there are 9 of", given -> {
            given.letters = new DeadLetterSnapshot(9, 1_000, 0, true, 0, 0, null);
            given.lettersSince = 2;
        });
        BREAKAGES.put(
                "bus|NOTE|9 dead letters, none of the last 5m",
                given -> given.letters = new DeadLetterSnapshot(9, 1_000, 0, true, 0, 0, null));
        BREAKAGES.put(
                "bus|WARNING|the subscription 'Wrong' of module LabRunner (bundle 9) was refused",
                given -> given.busFailures.add(Given.failure("subscription")));
        BREAKAGES.put(
                "registry|WARNING|the operation 'Wrong'",
                given -> given.registryFailures.add(Given.failure("operation")));
        BREAKAGES.put(
                "events|WARNING|the event-handler 'Wrong'",
                given -> given.eventFailures.add(Given.failure("event-handler")));
        BREAKAGES.put(
                "events|WARNING|the event handler h-1 of module Progress is slow",
                given -> given.eventHandler(dev.vagus.events.HandlerStatus.State.SLOW, 0));
        BREAKAGES.put(
                "events|WARNING|the event handler h-1 of module Progress is paused",
                given -> given.eventHandler(dev.vagus.events.HandlerStatus.State.PAUSED, 0));
        BREAKAGES.put(
                "events|WARNING|5 events were turned away within the last 5m",
                given -> given.eventHandler(dev.vagus.events.HandlerStatus.State.RUNNING, 5));
        BREAKAGES.put(
                "breaker|WARNING|the breaker of LabRunner.Run (module LabRunner) is open",
                given -> given.breaker(BreakerState.OPEN, Given.NOW));
        BREAKAGES.put("breaker|WARNING|is forced-open", given -> given.breaker(BreakerState.FORCED_OPEN, null));
        BREAKAGES.put("breaker|NOTE|is half-open", given -> given.breaker(BreakerState.HALF_OPEN, null));
        BREAKAGES.put("breaker|NOTE|dev.vagus.breaker is not started", given -> given.missing.add("breaker"));
        BREAKAGES.put("security|NOTE|dev.vagus.security is not started", given -> given.missing.add("security"));
        BREAKAGES.put(
                "security|NOTE|keys and settings of security were not looked at", given -> given.hidden = "no grant");
        BREAKAGES.put(
                "security|WARNING|the key k1, which signs, is 365 days old (limit 365 days)",
                given -> given.keys.add(
                        new SecuritySnapshot.Key("k1", "sig", "ES256", Given.NOW.minus(Duration.ofDays(365)), null)));
        BREAKAGES.put(
                "configuration|WARNING|the policy 'Wrong'",
                given -> given.refusedPolicies.add(Given.failure("policy")));
        BREAKAGES.put(
                "configuration|CRITICAL|the configuration dev.vagus.security is refused",
                given -> given.securitySource = "dev.vagus.security, which is wrong");
        BREAKAGES.put(
                "configuration|WARNING|the configuration 'Wrong'",
                given -> given.registryFailures.add(Given.failure("configuration")));
        BREAKAGES.put(
                "configuration|WARNING|the configuration dev.vagus.metrics is wrong",
                given -> given.refusal = "status.key.days must be at least 1, but is 0");
        BREAKAGES.put("store|WARNING|the bundle dev.vagus.store is started and there is no store", given -> {
            given.letters = new DeadLetterSnapshot(0, 1_000, 0, false, 0, 0, null);
            given.hasStore = false;
        });
        BREAKAGES.put("store|NOTE|there is no store", given -> {
            given.storeStarted = false;
            given.letters = new DeadLetterSnapshot(0, 1_000, 0, false, 0, 0, null);
            given.hasStore = false;
        });
        BREAKAGES.put("store|WARNING|3 events wait to be stored, the oldest for 60 s (limit 60 s)", given -> {
            given.unwritten = 3;
            given.unwrittenSince = Given.NOW.minusSeconds(60);
        });
        BREAKAGES.put("store|WARNING|4 events were not stored within the last 5m", given -> given.unstored = 4);
        BREAKAGES.put(
                "store|WARNING|3 of 5 dead letters are not in the store",
                given -> given.letters = new DeadLetterSnapshot(5, 1_000, 0, true, 3, 0, null));
        BREAKAGES.put(
                "store|WARNING|2 dead letters were lost to the store",
                given -> given.letters = new DeadLetterSnapshot(0, 1_000, 0, true, 0, 2, null));
        BREAKAGES.put("gates|CRITICAL|the gate 'security' is required and not there: bus, registry refuse", given -> {
            given.required.put("bus", Set.of("security"));
            given.required.put("registry", Set.of("security"));
        });
        for (String bundle : List.of("bus", "registry", "events")) {
            BREAKAGES.put(
                    bundle + "|CRITICAL|the bundle dev.vagus." + bundle + " is not started",
                    given -> given.missing.add(bundle));
        }
    }

    static Stream<Arguments> breakages() {
        return BREAKAGES.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakages")
    void tellsWhatIsBrokenAndNothingElse(String expected, Consumer<Given> breakage) {
        String[] parts = expected.split("\\|");
        Given given = new Given();
        breakage.accept(given);

        StatusReport report = new Judgement().judge(given.facts(), Limits.DEFAULTS);

        // Dead letters that a store does not have are dead letters too.
        assertThat(report.issues().stream().skip(1)).allMatch(issue -> issue.severity() == Severity.NOTE);
        assertThat(report.issues()).first().satisfies(issue -> {
            assertThat(issue.component()).isEqualTo(parts[0]);
            assertThat(issue.severity()).isEqualTo(Severity.valueOf(parts[1]));
            assertThat(issue.what()).contains(parts[2]);
            assertThat(issue.cause()).isNotEmpty();
            assertThat(issue.recommendation()).containsPattern(COMMAND);
        });
        Health health = Severity.valueOf(parts[1]).health();
        assertThat(report.overall()).isEqualTo(health);
        assertThat(report.components())
                .filteredOn(each -> each.health() != Health.HEALTHY)
                .extracting(ComponentStatus::component)
                .isEqualTo(health == Health.HEALTHY ? List.of() : List.of(parts[0]));
    }

    @Test
    void isHealthyWhereNothingIsWrong() {
        Given given = new Given();
        given.unwritten = 1_000;
        given.unwrittenSince = Given.NOW.minusSeconds(59);
        given.channel("Lab", ChannelSnapshot.State.ACTIVE);
        given.subscription(799, Duration.ofSeconds(59), State.ACTIVE, "");
        given.eventHandler(dev.vagus.events.HandlerStatus.State.RUNNING, 0);
        given.breaker(BreakerState.CLOSED, null);
        given.required.put("bus", Set.of("security"));
        given.gates.add("security");
        given.keys.add(new SecuritySnapshot.Key("k", "sig", "ES256", Given.NOW.minus(Duration.ofDays(364)), null));

        StatusReport report = new Judgement().judge(given.facts(), Limits.DEFAULTS);

        assertThat(report.issues()).isEmpty();
        assertThat(report.overall()).isEqualTo(Health.HEALTHY);
        assertThat(report.components())
                .extracting(ComponentStatus::component)
                .containsExactlyElementsOf(Judgement.COMPONENTS);
    }

    @Test
    void everyCommandThatIsRecommendedIsOneOfTheShell() throws IOException {
        String shell = Files.readString(Path.of("../shell/README.md"), StandardCharsets.UTF_8);
        List<String> commands = new ArrayList<>();
        BREAKAGES.values().forEach(breakage -> {
            Given given = new Given();
            breakage.accept(given);
            for (StatusIssue issue :
                    new Judgement().judge(given.facts(), Limits.DEFAULTS).issues()) {
                COMMAND.matcher(issue.recommendation()).results().forEach(found -> commands.add(found.group(1)));
            }
        });

        assertThat(commands).hasSizeGreaterThan(20).allSatisfy(each -> assertThat(shell)
                .contains("`" + each + "`"));
    }

    @Test
    void theWorstComesFirst() {
        Given given = new Given();
        given.missing.add("security");
        given.breaker(BreakerState.OPEN, Given.NOW);
        given.missing.add("registry");

        assertThat(new Judgement().judge(given.facts(), Limits.DEFAULTS).issues())
                .extracting(StatusIssue::severity)
                .containsExactly(Severity.CRITICAL, Severity.WARNING, Severity.NOTE);
    }

    @Test
    void aThousandOfAKindAreTenAndACount() {
        Given given = new Given();
        for (int i = 0; i < 1_000; i++) {
            given.subscription(0, Duration.ZERO, State.PAUSED, "the bus is paused");
        }

        List<StatusIssue> issues =
                new Judgement().judge(given.facts(), Limits.DEFAULTS).issues();

        assertThat(issues).hasSize(11);
        assertThat(issues.get(10).what()).isEqualTo("990 more paused subscriptions");
    }

    @Test
    void theLimitsAreThoseOfTheConfiguration() {
        Given given = new Given();
        given.subscription(500, Duration.ofSeconds(2), State.ACTIVE, "");
        Limits strict = new Limits(50, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(1));

        assertThat(new Judgement().judge(given.facts(), strict).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.what()).contains("(limit 50 %)"));
    }

    @Test
    void whatHasStoppedGrowingIsNoIssueAfterTheWindow() {
        Judgement judgement = new Judgement();
        Given given = new Given();
        given.unstored = 4;
        assertThat(judgement.judge(given.facts(), Limits.DEFAULTS).issues()).hasSize(1);
        given.at = Given.NOW.plus(Duration.ofMinutes(4));
        assertThat(judgement.judge(given.facts(), Limits.DEFAULTS).issues()).hasSize(1);

        given.at = Given.NOW.plus(Duration.ofMinutes(5));
        assertThat(judgement.judge(given.facts(), Limits.DEFAULTS).issues()).isEmpty();

        given.unstored = 6;
        assertThat(judgement.judge(given.facts(), Limits.DEFAULTS).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.what()).startsWith("2 events were not stored"));
    }
}
