package dev.vagus.benchmarks.run;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the chosen benchmarks as often as wanted, each time the whole set and every benchmark in a process of its own, so
 * that what is compared was measured at nearly the same time, whatever else the machine did. JMH alone runs all forks of
 * one benchmark before it goes to the next. A benchmark that fails, because of a wrong count above all, ends the run.
 */
public final class InterleavedRun {
    private final List<String> command;
    private final Arguments arguments;
    private final OutputFormat output;

    /** A run with these arguments, which are those of {@link #main}. */
    public InterleavedRun(List<String> command, PrintStream out) {
        this.command = List.copyOf(command);
        arguments = Arguments.parse(command);
        VerboseMode mode = arguments.jmh().verbosity().orElse(VerboseMode.NORMAL);
        output = OutputFormatFactory.createFormatInstance(out, mode);
    }

    /** Runs it, reports after every round, and returns the last report. */
    public Report run() throws RunnerException, IOException {
        Scores scores = new Scores(arguments.fastest());
        Report report = report(scores);
        for (int round = 1; round <= arguments.rounds(); round++) {
            output.println("# Round " + round + " of " + arguments.rounds());
            scores.addRound(new Runner(arguments.jmh(), output).run());
            report = report(scores);
            report.write(arguments.out(), command);
        }
        output.println(report.markdown());
        return report;
    }

    private Report report(Scores scores) {
        return new Report(
                arguments.baseline(),
                arguments.confidence(),
                scores.rows(arguments.baseline(), arguments.confidence()));
    }

    /** See {@link Arguments}; for example {@code AsynchronousThroughput -wi 3 -i 3 -prof gc --rounds 5 --out target/async}. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        new InterleavedRun(List.of(arguments), System.out).run();
    }
}
