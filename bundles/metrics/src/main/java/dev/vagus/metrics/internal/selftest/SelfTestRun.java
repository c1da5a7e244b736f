package dev.vagus.metrics.internal.selftest;

import dev.vagus.metrics.SelfTestReport;
import dev.vagus.metrics.SelfTestRow;
import dev.vagus.metrics.SelfTestRow.Result;
import dev.vagus.metrics.SelfTestSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** One self-test from its first check to its last; each check takes away what it brought before the next begins. */
final class SelfTestRun {
    private final SelfTestSpec spec;
    private final Function<Place, Scene> scenes;
    private final Place place;
    private final Consumer<? super SelfTestRow> progress;
    private final List<SelfTestRow> rows = new ArrayList<>();

    /**
     * A run that has not begun.
     *
     * @param place the names to use
     * @param scenes makes the scene of each check
     */
    SelfTestRun(SelfTestSpec spec, Place place, Function<Place, Scene> scenes, Consumer<? super SelfTestRow> progress) {
        this.spec = spec;
        this.place = place;
        this.scenes = scenes;
        this.progress = progress;
    }

    /** Everything that is tried once, in order. */
    static List<Check> basics() {
        List<Check> checks = new ArrayList<>();
        checks.addAll(MessageChecks.all());
        checks.addAll(RedeliveryChecks.all());
        checks.addAll(CallChecks.all());
        checks.addAll(BreakerChecks.all());
        checks.addAll(EventChecks.all());
        checks.addAll(TokenChecks.all());
        return List.copyOf(checks);
    }

    SelfTestReport run(Instant startedAt) throws InterruptedException {
        long start = System.nanoTime();
        if (spec.kind() != SelfTestSpec.Kind.STRESS) {
            for (Check check : basics()) {
                attempt(check);
            }
        }
        if (spec.kind() != SelfTestSpec.Kind.BASIC) {
            stress();
        }
        return new SelfTestReport(spec, startedAt, Duration.ofNanos(System.nanoTime() - start), rows);
    }

    private void attempt(Check check) throws InterruptedException {
        Scene scene = scenes.apply(place);
        SelfTestRow row;
        List<String> left;
        try {
            row = Attempt.of(check, scene);
        } finally {
            left = leave(scene);
        }
        add(left.isEmpty() ? row : notLeft(row, left));
    }

    private void stress() throws InterruptedException {
        Scene scene = scenes.apply(place);
        List<SelfTestRow> made = new ArrayList<>();
        List<String> left;
        try {
            long start = System.nanoTime();
            List<Check> checks = new Stress(spec).run(Loads.all(scene));
            Duration loaded = Duration.ofNanos(System.nanoTime() - start);
            for (Check check : checks) {
                made.add(under(loaded, Attempt.of(check, scene)));
            }
        } finally {
            left = leave(scene);
        }
        for (SelfTestRow row : made) {
            add(left.isEmpty() ? row : notLeft(row, left));
        }
    }

    /** The time of a load is that of the traffic too, not only of its settling. */
    private static SelfTestRow under(Duration loaded, SelfTestRow row) {
        return row.result() == Result.SKIPPED
                ? row
                : new SelfTestRow(
                        row.concern(), row.name(), row.result(), row.took().plus(loaded), row.detail());
    }

    /** Takes everything away, also when the thread was interrupted, and lets it be so afterwards. */
    private static List<String> leave(Scene scene) {
        boolean interrupted = Thread.interrupted();
        try {
            return scene.leave();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void add(SelfTestRow row) throws InterruptedException {
        rows.add(row);
        progress.accept(row);
        if (Thread.interrupted()) {
            throw new InterruptedException("the self-test was interrupted");
        }
    }

    /** A check that cannot take away what it brought has failed, whatever it has seen. */
    private static SelfTestRow notLeft(SelfTestRow row, List<String> failures) {
        return new SelfTestRow(
                row.concern(),
                row.name(),
                Result.FAILED,
                row.took(),
                row.detail() + "; not taken away: " + String.join("; ", failures));
    }
}
