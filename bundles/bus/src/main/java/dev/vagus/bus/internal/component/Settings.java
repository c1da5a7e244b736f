package dev.vagus.bus.internal.component;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.Handling;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Retention;
import dev.vagus.bus.internal.engine.BusSettings;
import dev.vagus.delivery.budget.Budget;
import dev.vagus.delivery.configuration.Given;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads configuration values of any type. A key that is absent gives its default; a wrong value is told to {@link Given}
 * with what would be right, and what held before stays.
 */
final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    private final Given values;

    private Settings(Given values) {
        this.values = values;
    }

    /** What is given to the bus. */
    static Given ofBus(Map<String, ?> values) {
        return new Given(BusConfig.PID, values, LOG);
    }

    /** What is given for a channel. */
    static Given ofChannel(String pid, Map<String, ?> values) {
        return new Given(pid, values, LOG);
    }

    static BusSettings bus(Given values, BusSettings former) {
        values.expect(BusConfig.class);
        Settings from = new Settings(values);
        BusSettings usual = BusSettings.DEFAULTS;
        return new BusSettings(
                (int) from.number("mailbox.capacity", 1, usual.capacity(), former.capacity()),
                from.overflow("overflow", usual.overflow(), former.overflow()),
                from.millis("block.timeout.ms", usual.blockTimeout(), former.blockTimeout()),
                from.millis("update.window.ms", usual.updateWindow(), former.updateWindow()),
                from.millis("stop.deadline.ms", usual.stopDeadline(), former.stopDeadline()),
                (int) from.number("deadletters.max", 0, usual.deadLetters(), former.deadLetters()),
                from.truth("channel.autocreate", usual.autocreate(), former.autocreate()),
                from.redelivery(usual.redelivery(), former.redelivery()),
                (int) from.number(
                        "redelivery.waiting.max", 1, usual.redeliveriesWaiting(), former.redeliveriesWaiting()),
                from.budget(usual.budget(), former.budget()));
    }

    /** The channel that a configuration describes, or null when it has no valid name. */
    static @Nullable ChannelSpec channel(Given values, BusSettings usual, @Nullable ChannelSpec known) {
        values.expect(ChannelConfig.class);
        Object name = values.get("name");
        try {
            ChannelSpec base = new ChannelSpec(
                    name == null ? "" : name.toString().strip(),
                    "",
                    usual.capacity(),
                    usual.overflow(),
                    usual.blockTimeout(),
                    null,
                    Retention.NONE,
                    false);
            ChannelSpec former = known == null || !known.name().equals(base.name()) ? base : known;
            Settings from = new Settings(values);
            Object description = values.get("description");
            Duration life = from.millis("ttl.ms", Duration.ZERO, lifeOf(former));
            return new ChannelSpec(
                    base.name(),
                    description == null ? "" : description.toString(),
                    (int) from.number("mailbox.capacity", 1, base.capacity(), former.capacity()),
                    from.overflow("overflow", base.overflow(), former.overflow()),
                    from.millis("block.timeout.ms", base.blockTimeout(), former.blockTimeout()),
                    life.isZero() ? null : life,
                    from.retention(former.retention()),
                    from.encrypted());
        } catch (IllegalArgumentException e) {
            values.wrong("there is no such channel: " + e.getMessage());
            return null;
        }
    }

    /** What is neither true nor false means true: rather one too many is encrypted than one too few. */
    private boolean encrypted() {
        Object value = values.get("encrypted");
        String text = value == null ? "false" : value.toString().strip().toLowerCase(Locale.ROOT);
        if (text.equals("false") || text.equals("true")) {
            return text.equals("true");
        }
        values.wrong("encrypted is '" + value + "' but must be true or false; true holds");
        return true;
    }

    private RedeliveryPolicy redelivery(RedeliveryPolicy usual, RedeliveryPolicy former) {
        return new RedeliveryPolicy(
                (int) number("redelivery.retries", 0, usual.retries(), former.retries()),
                millis("redelivery.backoff.ms", usual.backoff(), former.backoff()),
                decimal("redelivery.multiplier", 1, 1_000, usual.multiplier(), former.multiplier()),
                decimal("redelivery.jitter", 0, 1, usual.jitter(), former.jitter()),
                millis("redelivery.backoff.max.ms", usual.maxBackoff(), former.maxBackoff()));
    }

    private Budget budget(Budget usual, Budget former) {
        int overruns = (int) number("budget.overruns", 1, 1_000, usual.overruns(), former.overruns());
        Duration coolDown = upToADay("budget.cooldown.ms", 1, usual.coolDown(), former.coolDown());
        Duration longest = upToADay("budget.cooldown.max.ms", 1, usual.longestCoolDown(), former.longestCoolDown());
        if (longest.compareTo(coolDown) < 0) {
            values.wrong("budget.cooldown.max.ms is " + longest.toMillis()
                    + " but must not be less than budget.cooldown.ms, " + coolDown.toMillis() + "; that holds");
            longest = coolDown;
        }
        return new Budget(
                upToADay("budget.ms", 0, usual.limit(), former.limit()),
                overruns,
                upToADay("budget.window.ms", 1, usual.window(), former.window()),
                coolDown,
                longest);
    }

    private Duration upToADay(String key, long least, Duration usual, Duration former) {
        long most = Handling.LONGEST_BUDGET.toMillis();
        return Duration.ofMillis(number(key, least, most, usual.toMillis(), former.toMillis()));
    }

    private Retention retention(Retention former) {
        Duration kept = former.atMost();
        int last = (int) number("retain.last", 0, Retention.MOST, 0, former.last());
        Duration atMost = millis("retain.ms", Duration.ZERO, kept == null ? Duration.ZERO : kept);
        return new Retention(last, atMost.isZero() ? null : atMost);
    }

    private static Duration lifeOf(ChannelSpec spec) {
        Duration life = spec.timeToLive();
        return life == null ? Duration.ZERO : life;
    }

    private Duration millis(String key, Duration usual, Duration former) {
        return Duration.ofMillis(number(key, 0, usual.toMillis(), former.toMillis()));
    }

    private long number(String key, long least, long usual, long former) {
        return number(key, least, Integer.MAX_VALUE, usual, former);
    }

    private long number(String key, long least, long most, long usual, long former) {
        String right = "a whole number from " + least + " to " + most;
        return read(key, usual, former, right, text -> {
            long number = Long.parseLong(text);
            return number >= least && number <= most ? number : null;
        });
    }

    private double decimal(String key, double least, double most, double usual, double former) {
        return read(key, usual, former, "a number from " + least + " to " + most, text -> {
            double number = Double.parseDouble(text);
            return number >= least && number <= most ? number : null;
        });
    }

    private boolean truth(String key, boolean usual, boolean former) {
        return read(key, usual, former, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    private OverflowPolicy overflow(String key, OverflowPolicy usual, OverflowPolicy former) {
        return read(
                key,
                usual,
                former,
                "one of BLOCK, FAIL, DROP_OLDEST, DROP_NEWEST",
                text -> OverflowPolicy.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private <T> T read(String key, T usual, T former, String right, Function<String, @Nullable T> parser) {
        Object value = values.get(key);
        if (value == null) {
            return usual;
        }
        T read = null;
        try {
            read = parser.apply(value.toString().strip());
        } catch (IllegalArgumentException e) {
            LOG.debug("{} cannot be read", key, e);
        }
        if (read == null) {
            values.wrong(key + " is '" + value + "' but must be " + right + "; " + former + " stays");
            return former;
        }
        return read;
    }
}
