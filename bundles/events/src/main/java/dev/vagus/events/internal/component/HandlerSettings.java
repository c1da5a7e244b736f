package dev.vagus.events.internal.component;

import dev.vagus.delivery.budget.Budget;
import dev.vagus.delivery.configuration.Given;
import dev.vagus.events.internal.engine.HandlerTerms;
import java.time.Duration;
import java.util.Locale;

/** The part of the configuration that is about slow handlers: what posters do, and budgets. */
final class HandlerSettings {
    static final String DROP_NEWEST = "DROP_NEWEST";
    static final String BLOCK = "BLOCK";
    static final long DEFAULT_BLOCK_TIMEOUT_MS = 5_000;
    static final long A_DAY_MS = 86_400_000;

    private static final int MOST_OVERRUNS = 1_000;

    private final Given configuration;

    private HandlerSettings(Given configuration) {
        this.configuration = configuration;
    }

    /**
     * Reads a configuration.
     *
     * @param inForce what stays where a value is wrong
     */
    static HandlerTerms read(Given configuration, HandlerTerms inForce) {
        HandlerSettings from = new HandlerSettings(configuration);
        return new HandlerTerms(from.block(inForce.block()), from.budget(inForce.budget()));
    }

    private Duration block(Duration inForce) {
        long former = inForce.isZero() ? DEFAULT_BLOCK_TIMEOUT_MS : inForce.toMillis();
        long timeout =
                Settings.number(configuration, "block.timeout.ms", DEFAULT_BLOCK_TIMEOUT_MS, former, 1, A_DAY_MS);
        Object overflow = configuration.get("overflow");
        String wanted =
                overflow == null ? DROP_NEWEST : overflow.toString().strip().toUpperCase(Locale.ROOT);
        return switch (wanted) {
            case DROP_NEWEST -> Duration.ZERO;
            case BLOCK -> Duration.ofMillis(timeout);
            default -> {
                configuration.wrong("overflow is '" + overflow + "' but must be " + DROP_NEWEST + " or " + BLOCK + "; "
                        + (inForce.isZero() ? DROP_NEWEST : BLOCK) + " stays in force");
                yield inForce;
            }
        };
    }

    private Budget budget(Budget inForce) {
        Budget usual = Budget.DEFAULT;
        Duration coolDown = millis("budget.cooldown.ms", 1, usual.coolDown(), inForce.coolDown());
        Duration longest = millis("budget.cooldown.max.ms", 1, usual.longestCoolDown(), inForce.longestCoolDown());
        if (longest.compareTo(coolDown) < 0) {
            configuration.wrong("budget.cooldown.max.ms is " + longest.toMillis()
                    + " but must not be less than budget.cooldown.ms, " + coolDown.toMillis()
                    + ", which holds for both");
            longest = coolDown;
        }
        return new Budget(
                millis("budget.ms", 0, usual.limit(), inForce.limit()),
                (int) Settings.number(
                        configuration, "budget.overruns", usual.overruns(), inForce.overruns(), 1, MOST_OVERRUNS),
                millis("budget.window.ms", 1, usual.window(), inForce.window()),
                coolDown,
                longest);
    }

    private Duration millis(String key, long least, Duration usual, Duration inForce) {
        return Duration.ofMillis(
                Settings.number(configuration, key, usual.toMillis(), inForce.toMillis(), least, A_DAY_MS));
    }
}
