package dev.vagus.breaker;

import dev.vagus.module.Setting;
import java.util.List;

/**
 * A configuration of policies that has been taken up. Whether a setting of it counts for a target is decided for each
 * setting, by the most specific policy that has it: see {@link CircuitBreakers#policy}.
 *
 * @param source where it comes from: its PID, such as {@code dev.vagus.policy~lab}
 * @param targets what it applies to, as they were written; {@code *} for the configuration of what no policy says
 * @param settings what it says, in the order of the keys; each has this source
 */
public record PolicySnapshot(String source, List<String> targets, List<Setting> settings) {
    /** Copies the lists. */
    public PolicySnapshot {
        targets = List.copyOf(targets);
        settings = List.copyOf(settings);
    }
}
