package dev.vagus.shell.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.shell.internal.model.Command;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.jline.builtins.Completers.Completer;
import org.jline.builtins.Completers.CompletionData;
import org.jline.builtins.Completers.CompletionEnvironment;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through JLine's own completer, as Gogo's shell on a terminal has it. */
class GogoCompletionTest {
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final CommandSession session =
            processor.createSession(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), System.err);
    private final Map<String, List<CompletionData>> completions = new HashMap<>();
    private final Command command = Command.named("api-show", "show an operation")
            .argument("OPERATION", "which", () -> List.of("LabRunner.ExecuteStep", "Progress.Report"))
            .option("--detail", "summary|verbose", "how much")
            .json()
            .example("api-show X")
            .does((arguments, output) -> output.line("shown"));

    @BeforeEach
    void start() throws Exception {
        threadIo.start();
        GogoCompletion completion = new GogoCompletion(List.of(command));
        processor.addCommand(Command.SCOPE, new GogoFunction(command, GogoScreens.NONE), command.name());
        processor.addCommand(Command.SCOPE, completion.complete(), GogoCompletion.COMPLETE);
        processor.addCommand(Command.SCOPE, completion.allows(), GogoCompletion.ALLOWS);
        processor.addListener(completion);
        session.put(".completions", completions);
        session.execute("vagus:_allows --any");
    }

    @AfterEach
    void stop() {
        session.close();
        processor.stop();
        threadIo.stop();
    }

    private List<Candidate> complete(String line) throws Exception {
        List<Candidate> candidates = new ArrayList<>();
        ParsedLine parsed = new DefaultParser().parse(line, line.length(), ParseContext.COMPLETE);
        try (DumbTerminal terminal =
                new DumbTerminal(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream())) {
            LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
            new Completer(new Environment()).complete(reader, parsed, candidates);
        }
        return candidates;
    }

    private List<String> words(String line) throws Exception {
        return complete(line).stream().map(Candidate::value).toList();
    }

    /** The part of Gogo's shell. */
    private final class Environment implements CompletionEnvironment {
        @Override
        public Map<String, List<CompletionData>> getCompletions() {
            return completions;
        }

        @Override
        public Set<String> getCommands() {
            return Set.of("vagus:api-show");
        }

        @Override
        public String resolveCommand(String name) {
            return name.startsWith("vagus:") ? name : "vagus:" + name;
        }

        @Override
        public String commandName(String name) {
            return name.substring(name.indexOf(':') + 1);
        }

        @Override
        public Object evaluate(LineReader reader, ParsedLine line, String function) throws Exception {
            session.put(".commandLine", line);
            return session.execute(function);
        }
    }

    @Test
    void completesNamesByWhatThereIsNow() throws Exception {
        assertThat(words("api-show ")).containsExactly("LabRunner.ExecuteStep", "Progress.Report");
        assertThat(words("vagus:api-show Lab")).contains("LabRunner.ExecuteStep");
    }

    @Test
    void completesOptionsWithWhatTheyDoUntilTheyAreGiven() throws Exception {
        assertThat(complete("api-show --"))
                .extracting(Candidate::value, Candidate::descr)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("--detail", "how much"),
                        org.assertj.core.groups.Tuple.tuple("--json", "print JSON"));
        assertThat(words("api-show X --json --")).contains("--detail").doesNotContain("--json");
    }

    @Test
    void completesTheValuesOfOptions() throws Exception {
        assertThat(words("api-show X --detail ")).containsExactly("summary", "verbose");
        assertThat(words("api-show --detail s")).contains("summary");
    }

    @Test
    void saysOfACommandWhatItDoes() throws Exception {
        assertThat(complete("api")).extracting(Candidate::descr).containsOnly("show an operation");
    }

    @Test
    void offersNothingWhereThereIsNoLine() throws Exception {
        session.put(".commandLine", null);
        assertThat((Collection<?>) session.execute("vagus:_complete")).isEmpty();
        assertThat(session.execute("vagus:_allows --json")).isEqualTo(false);
    }
}
