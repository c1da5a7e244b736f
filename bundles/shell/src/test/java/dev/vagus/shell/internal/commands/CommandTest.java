package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.metrics.CommunicationMetrics;
import dev.vagus.metrics.CommunicationStatus;
import dev.vagus.metrics.SelfTest;
import dev.vagus.metrics.Tracing;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.SecurityService;
import dev.vagus.security.TokenService;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.CommandRunner;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Output.Person;
import dev.vagus.shell.internal.model.Output.Screen;
import dev.vagus.spi.GateKeeper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs commands against services in memory. */
abstract class CommandTest implements Services {
    final FakeBus bus = new FakeBus();
    final FakeRegistry registry = new FakeRegistry();
    final FakeEvents events = new FakeEvents();
    final FakeHistory history = new FakeHistory();
    final FakeBreakers breakers = new FakeBreakers();
    final FakeMetrics metrics = new FakeMetrics();
    final FakeSecurity security = new FakeSecurity();
    final FakeTokens tokens = new FakeTokens();
    final FakeTracing tracing = new FakeTracing();
    final FakeStatus status = new FakeStatus();
    final FakeSelfTest selfTest = new FakeSelfTest();
    final SortedMap<String, GateKeeper> keepers = new TreeMap<>();
    final Set<String> gates = new TreeSet<>();
    boolean started = true;
    final List<String> questions = new ArrayList<>();
    boolean interactive;
    int width;
    boolean colours;

    @Nullable
    String answer = "n";

    @Override
    public @Nullable MessageBus findBus() {
        return started ? bus : null;
    }

    @Override
    public @Nullable ApiRegistry findRegistry() {
        return started ? registry : null;
    }

    @Override
    public @Nullable EventPublisher findEvents() {
        return started ? events : null;
    }

    @Override
    public @Nullable EventHistory findHistory() {
        return started ? history : null;
    }

    @Override
    public @Nullable CircuitBreakers findBreakers() {
        return started ? breakers : null;
    }

    @Override
    public @Nullable CommunicationMetrics findMetrics() {
        return started ? metrics : null;
    }

    @Override
    public @Nullable SecurityService findSecurity() {
        return started ? security : null;
    }

    @Override
    public @Nullable TokenService findTokens() {
        return started ? tokens : null;
    }

    @Override
    public @Nullable Tracing findTracing() {
        return started ? tracing : null;
    }

    @Override
    public @Nullable CommunicationStatus findStatus() {
        return started ? status : null;
    }

    @Override
    public @Nullable SelfTest findSelfTest() {
        return started ? selfTest : null;
    }

    @Override
    public SortedMap<String, GateKeeper> keepers() {
        return keepers;
    }

    @Override
    public Set<String> gates() {
        return gates;
    }

    private @Nullable Person person() {
        return interactive
                ? question -> {
                    questions.add(question);
                    return answer;
                }
                : null;
    }

    /** What the command prints. */
    String run(String name, String... words) {
        Command command = Catalogue.commands(this).stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no command " + name));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try {
            CommandRunner.run(command, List.of(words), new Output(stream, new Screen(width, colours, person())));
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The line with which the command fails. */
    String failure(String name, String... words) {
        CommandException[] thrown = new CommandException[1];
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> run(name, words))
                .satisfies(e -> thrown[0] = e);
        return thrown[0].toString();
    }
}
