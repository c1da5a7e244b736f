package dev.vagus.security.internal.token;

import dev.vagus.delivery.count.StripedCounter;
import dev.vagus.security.AccessRule;
import dev.vagus.security.SecuritySnapshot.TokenChecks;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts what came of tokens that were shown. What was accepted costs a plain addition. Thread-safe. */
final class TokenTally {
    private static final AccessRule[] RULES = AccessRule.values();

    private final StripedCounter known = new StripedCounter();
    private final StripedCounter verified = new StripedCounter();
    private final AtomicLongArray refused = new AtomicLongArray(RULES.length);

    /** One was accepted that was remembered. */
    void known() {
        known.increment();
    }

    /** One was accepted whose signature was checked just now. */
    void verified() {
        verified.increment();
    }

    /** One was not accepted. */
    RejectedToken refused(RejectedToken why) {
        refused.incrementAndGet(why.rule().ordinal());
        return why;
    }

    /** The counts. */
    TokenChecks counts() {
        Map<AccessRule, Long> byRule = new EnumMap<>(AccessRule.class);
        for (AccessRule each : RULES) {
            long count = refused.get(each.ordinal());
            if (count > 0) {
                byRule.put(each, count);
            }
        }
        return new TokenChecks(known.sum(), verified.sum(), byRule);
    }
}
