package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.internal.status.Limits;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits of the status, and why those of the latest configuration were refused.
 *
 * @param limits what holds
 * @param refusal what is wrong with the configuration; empty when nothing is
 */
record StatusSettings(Limits limits, String refusal) {
    private static final Logger LOG = LoggerFactory.getLogger(StatusSettings.class);

    static final StatusSettings DEFAULTS = new StatusSettings(Limits.DEFAULTS, "");

    /** Those of this configuration; a wrong value leaves what held before. */
    StatusSettings read(MetricsConfig config) {
        String wrong = wrong(config);
        if (!wrong.isEmpty()) {
            LOG.error(
                    "the configuration {} is refused for the status, what held before stays: {}",
                    MetricsConfig.PID,
                    wrong);
            return new StatusSettings(limits, wrong);
        }
        return new StatusSettings(
                new Limits(
                        config.status_mailbox_percent(),
                        Duration.ofMillis(config.status_oldest_ms()),
                        Duration.ofMillis(config.status_growth_window_ms()),
                        Duration.ofDays(config.status_key_days())),
                "");
    }

    private static String wrong(MetricsConfig config) {
        int share = config.status_mailbox_percent();
        if (share < 1 || share > 100) {
            return "status.mailbox.percent must be from 1 to 100, but is " + share;
        }
        if (config.status_oldest_ms() < 1) {
            return "status.oldest.ms must be at least 1, but is " + config.status_oldest_ms();
        }
        if (config.status_growth_window_ms() < 1) {
            return "status.growth.window.ms must be at least 1, but is " + config.status_growth_window_ms();
        }
        return config.status_key_days() < 1
                ? "status.key.days must be at least 1, but is " + config.status_key_days()
                : "";
    }
}
