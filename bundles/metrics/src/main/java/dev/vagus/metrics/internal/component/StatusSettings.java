package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.internal.status.Limits;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the limits of the status; a wrong value leaves what held before. */
final class StatusSettings {
    private static final Logger LOG = LoggerFactory.getLogger(StatusSettings.class);

    private StatusSettings() {}

    static Limits read(MetricsConfig config, Limits otherwise) {
        int share = config.status_mailbox_percent();
        long oldest = config.status_oldest_ms();
        long growth = config.status_growth_window_ms();
        int days = config.status_key_days();
        if (share < 1 || share > 100 || oldest < 1 || growth < 1 || days < 1) {
            LOG.error(
                    "the configuration {} is refused for the status, what held before stays: status.mailbox.percent must"
                            + " be from 1 to 100 and is {}; status.oldest.ms ({}), status.growth.window.ms ({}) and"
                            + " status.key.days ({}) must be at least 1",
                    MetricsConfig.PID,
                    share,
                    oldest,
                    growth,
                    days);
            return otherwise;
        }
        return new Limits(share, Duration.ofMillis(oldest), Duration.ofMillis(growth), Duration.ofDays(days));
    }
}
