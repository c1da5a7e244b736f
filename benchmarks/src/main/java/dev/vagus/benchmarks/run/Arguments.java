package dev.vagus.benchmarks.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a run is told: our own options, and all of JMH's, as its own command line has them.
 *
 * @param rounds {@code --rounds N}: how often the whole set runs, each time in fresh processes; 5
 * @param baseline {@code --baseline CARRIER}: who is compared with the others; VAGUS
 * @param confidence {@code --confidence P}: the level of the intervals; 0.95
 * @param fastest {@code --fastest}: of each round the fastest iteration counts, and not their mean, for many short
 *     iterations on a machine that is busy; not for percentiles
 * @param out {@code --out PREFIX}: where the report goes, ending in .md and .json; interleaved
 * @param jmh the options of one round
 */
record Arguments(int rounds, String baseline, double confidence, boolean fastest, Path out, Options jmh) {
    static final String USAGE =
            "options: --rounds N, --baseline CARRIER, --confidence P, --fastest, --out PREFIX, and those of JMH but -f N (-h lists them)";

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming the option that is not understood
     */
    static Arguments parse(List<String> arguments) {
        int rounds = 5;
        String baseline = "VAGUS";
        double confidence = 0.95;
        boolean fastest = false;
        Path out = Path.of("interleaved");
        List<String> others = new ArrayList<>();
        for (Iterator<String> each = arguments.iterator(); each.hasNext(); ) {
            String argument = each.next();
            switch (argument) {
                case "--rounds" -> rounds = Integer.parseInt(value(argument, each));
                case "--baseline" -> baseline = value(argument, each);
                case "--confidence" -> confidence = Double.parseDouble(value(argument, each));
                case "--fastest" -> fastest = true;
                case "--out" -> out = Path.of(value(argument, each));
                default -> others.add(argument);
            }
        }
        if (rounds < 1 || confidence <= 0 || confidence >= 1) {
            throw new IllegalArgumentException("--rounds must be at least 1 and --confidence between 0 and 1, but are "
                    + rounds + " and " + confidence);
        }
        return new Arguments(rounds, baseline, confidence, fastest, out, round(others));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; " + USAGE);
        }
        return rest.next();
    }

    /** One process for each benchmark; none with {@code -f 0}, which is for trying out. */
    private static Options round(List<String> arguments) {
        try {
            CommandLineOptions options = new CommandLineOptions(arguments.toArray(new String[0]));
            int forks = Math.min(1, options.getForkCount().orElse(1));
            return new OptionsBuilder()
                    .parent(options)
                    .forks(forks)
                    .shouldFailOnError(true)
                    .build();
        } catch (CommandLineOptionException e) {
            throw new IllegalArgumentException(e.getMessage() + "; " + USAGE, e);
        }
    }
}
