package dev.vagus.breaker.internal.policy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Settings that mean nothing for some kinds of targets. A policy that says them there is refused rather than half obeyed. */
final class Misfits {
    private static final Map<PolicyKey, String> FOR_CHANNELS = new EnumMap<>(Map.of(
            PolicyKey.FALLBACK,
            "no operation can take a message; one that cannot be delivered is a dead letter",
            PolicyKey.RETRY_NON_IDEMPOTENT,
            "handlers get a message at least once in any case",
            PolicyKey.ISOLATION,
            "handlers never run on a thread of the sender, unless they ask for it"));

    private static final Map<PolicyKey, String> FOR_GUARDS = new EnumMap<>(Map.of(
            PolicyKey.FALLBACK,
            "whoever guards code catches what it throws",
            PolicyKey.ISOLATION,
            "guarded code runs where it is called; use guardAsync to give up at a deadline"));

    private Misfits() {}

    /** Adds what is wrong with these settings for this target. */
    static void find(Target target, Map<PolicyKey, Object> values, List<String> wrong) {
        if (target.isOfSubscription()) {
            wrong.add("the target " + target.text() + " is a subscription, but policies apply to channels: write "
                    + target.text().substring(0, target.text().indexOf('/'))
                    + ", and what one subscription needs into its own properties");
        }
        of(target).forEach((key, reason) -> {
            if (values.containsKey(key)) {
                wrong.add(key.key() + " means nothing for " + target.text() + ", since " + reason
                        + ": leave it out, or put " + target.text() + " into a configuration of its own");
            }
        });
    }

    private static Map<PolicyKey, String> of(Target target) {
        if (target.isOfChannel()) {
            return FOR_CHANNELS;
        }
        return target.isOfGuard() ? FOR_GUARDS : Map.of();
    }
}
