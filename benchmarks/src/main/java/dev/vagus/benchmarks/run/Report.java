package dev.vagus.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the rounds have brought, for people as Markdown and for programs as JSON.
 *
 * @param baseline the carrier that the others are compared with
 * @param confidence the level of all intervals
 * @param rows every carrier at every question
 */
public record Report(String baseline, double confidence, List<Row> rows) {
    /** One table for each benchmark. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Intervals are two-sided, Student t, %s %%. Ratio: how many times better %s is than the carrier of the row,"
                        + " compared round by round; it counts by its lower end.%n",
                percent(),
                baseline));
        String benchmark = "";
        for (Row row : rows) {
            if (!row.question().benchmark().equals(benchmark)) {
                benchmark = row.question().benchmark();
                text.append(String.format("%n### %s%n%n", benchmark))
                        .append(String.format(
                                "| workload | metric | carrier | score | unit | rounds | ratio | lower end |%n"))
                        .append(String.format("| --- | --- | --- | ---: | --- | ---: | ---: | ---: |%n"));
            }
            text.append(line(row));
        }
        return text.toString();
    }

    private String percent() {
        double percent = confidence * 100;
        return percent == Math.rint(percent) ? String.valueOf(Math.round(percent)) : String.valueOf(percent);
    }

    private static String line(Row row) {
        Question question = row.question();
        Optional<Estimate> advantage = Optional.ofNullable(row.advantage());
        return String.format(
                "| %s | %s | %s | %s | %s | %d | %s | %s |%n",
                question.workload(),
                question.metric(),
                row.carrier(),
                scored(row.score()),
                question.unit(),
                row.rounds().size(),
                advantage.map(each -> number(each.mean())).orElse(""),
                advantage.map(each -> number(each.lower())).orElse(""));
    }

    private static String scored(Estimate score) {
        return Double.isNaN(score.error())
                ? number(score.mean())
                : number(score.mean()) + " ± " + number(score.error());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
    }

    /**
     * Everything, with the score of each round and the machine. Where there is no interval, its ends are the text NaN.
     *
     * @param command the arguments of the run
     */
    String json(List<String> command) {
        Map<String, Object> all = Map.of(
                "command", command,
                "baseline", baseline,
                "confidence", confidence,
                "java", System.getProperty("java.vm.name") + " " + Runtime.version(),
                "processors", Runtime.getRuntime().availableProcessors(),
                "rows", rows);
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    /** Writes both beside each other, ending in {@code .md} and {@code .json}. */
    void write(Path prefix, List<String> command) throws IOException {
        Path folder = prefix.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(prefix.resolveSibling(prefix.getFileName() + ".md"), markdown());
        Files.writeString(prefix.resolveSibling(prefix.getFileName() + ".json"), json(command));
    }
}
