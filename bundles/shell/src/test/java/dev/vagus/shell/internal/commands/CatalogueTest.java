package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.module.FailedRegistration;
import dev.vagus.shell.internal.model.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest extends CommandTest {
    @Test
    void hasEveryCommandOnceAndByName() {
        List<String> names =
                Catalogue.commands(this).stream().map(Command::name).toList();

        assertThat(names).doesNotHaveDuplicates().isSorted();
        assertThat(names)
                .containsExactly(
                        "api-explain",
                        "api-invoke",
                        "api-list",
                        "api-show",
                        "api-test",
                        "api-unregister",
                        "breaker-list",
                        "breaker-open",
                        "breaker-reset",
                        "breaker-show",
                        "bus-pause",
                        "bus-resume",
                        "channel-clear",
                        "channel-create",
                        "channel-list",
                        "channel-remove",
                        "channel-show",
                        "channel-test",
                        "dead-letter-discard",
                        "dead-letter-list",
                        "dead-letter-redrive",
                        "dead-letter-show",
                        "drain",
                        "event-clear",
                        "event-explain",
                        "event-handler-list",
                        "event-history",
                        "event-publish",
                        "event-replay",
                        "event-show",
                        "event-sticky",
                        "event-sticky-clear",
                        "event-tail",
                        "gate-list",
                        "gate-release",
                        "help",
                        "interceptor-list",
                        "message-explain",
                        "message-send",
                        "message-tail",
                        "metrics",
                        "metrics-reset",
                        "middleware-list",
                        "middleware-remove",
                        "policy-list",
                        "policy-show",
                        "registration-failures",
                        "security-disable",
                        "security-enable",
                        "security-explain",
                        "security-rotate",
                        "security-show",
                        "self-test",
                        "status",
                        "subscription-close",
                        "subscription-list",
                        "subscription-resume",
                        "subscription-show",
                        "token-create",
                        "token-list",
                        "token-refresh",
                        "token-revoke",
                        "token-verify",
                        "trace-list",
                        "trace-show",
                        "trace-start",
                        "trace-status",
                        "trace-stop",
                        "trace-tail");
    }

    @ParameterizedTest
    @MethodSource("dev.vagus.shell.internal.commands.CatalogueSweepTest#names")
    void everyHelpHasUsageOptionsAndAnExample(String name) {
        assertThat(run(name, "--help"))
                .startsWith("vagus:" + name + " - ")
                .contains("Usage: " + name)
                .contains("Options:")
                .contains("--help")
                .containsPattern("Examples?:\\R  (vagus:)?" + name);
    }

    @Test
    void helpListsEveryCommandWithItsSummary() {
        started = false;

        String printed = run("help");

        for (Command command : Catalogue.commands(this)) {
            assertThat(printed).containsPattern("vagus:" + command.name() + " +" + Pattern.quote(command.summary()));
        }
    }

    @Test
    void helpExplainsOneCommand() {
        assertThat(run("help", "api-list")).isEqualTo(run("api-list", "--help"));
        assertThat(run("help", "vagus:api-list")).isEqualTo(run("api-list", "--help"));
        assertThat(failure("help", "api-lits")).isEqualTo("no command api-lits in Vagus; did you mean api-list?");
    }

    @Test
    void listsTheFailedRegistrationsOfAllAndRefusedPolicies() {
        bus.failures.add(new FailedRegistration("subscription", "s", "A", 1, 11, "bad filter"));
        registry.failures.add(new FailedRegistration("operation", "o", "B", 2, 12, "no name"));
        events.failures.add(new FailedRegistration("event-handler", "e", "C", 3, 13, "no topic"));
        breakers.refused.add(new FailedRegistration("policy", "p", "D", 4, -1, "no targets"));

        assertThat(run("registration-failures"))
                .contains("bad filter", "no name", "no topic", "no targets")
                .doesNotContain("not asked");
        assertThat(run("registration-failures", "--json")).contains("\"reason\" : \"bad filter\"");

        started = false;
        assertThat(run("registration-failures").lines())
                .containsExactly(
                        "no failed registrations",
                        "not asked, since not started: dev.vagus.bus, dev.vagus.registry, dev.vagus.events,"
                                + " dev.vagus.breaker");
    }

    @Test
    void theReadmeListsEveryCommand() throws IOException {
        String readme = Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);

        assertThat(Catalogue.commands(this))
                .allSatisfy(command -> assertThat(readme).contains("`" + command.name() + "`"));
    }
}
