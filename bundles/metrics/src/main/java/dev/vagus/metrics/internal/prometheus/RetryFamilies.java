package dev.vagus.metrics.internal.prometheus;

import static dev.vagus.metrics.internal.prometheus.Family.Type.COUNTER;

import dev.vagus.breaker.RetrySnapshot;
import java.util.List;

/** What came of trying calls again. Lives from scrape to scrape; not thread-safe. */
final class RetryFamilies {
    private final Names names = new Names();
    private final Growing growing = new Growing();

    List<Family> collect(List<RetrySnapshot> retries, int most) {
        names.update(retries.stream().map(RetrySnapshot::target).distinct().toList(), most);
        Family attempts = new Family(
                COUNTER,
                "vagus_call_retries",
                "Attempts after the first of a call or of guarded code that have ended, by outcome",
                "target",
                "outcome");
        for (RetrySnapshot each : retries) {
            String target = names.of(each.target());
            attempts.add(each.succeeded(), target, CallFamilies.SUCCESS);
            each.failed().forEach((category, count) -> attempts.add(count, target, category.label()));
        }
        return List.of(growing.of(attempts));
    }
}
