package dev.vagus.metrics.internal.meter;

import java.util.regex.Pattern;

/**
 * The traffic of the self-test, which is not measured: it fails things on purpose, and whoever looks at success rates or has
 * alarms on them is not to hear of that.
 */
public final class OwnTraffic {
    /** How the modules begin whose operations a self-test calls; the id of the bundle that runs it follows. */
    public static final String MODULE = "SelfTest_";

    /** How its channels begin; a number follows. */
    public static final String CHANNEL = "self-test-";

    /** How the names of its events begin. */
    public static final String EVENT = "SelfTest";

    private static final Pattern SUBJECT = Pattern.compile(MODULE + "[0-9]+\\..*|" + CHANNEL + "[0-9]+");

    private OwnTraffic() {}

    /** Whether this is an operation with its module, or a channel, of a self-test. */
    static boolean has(String subject) {
        return (subject.startsWith(MODULE) || subject.startsWith(CHANNEL))
                && SUBJECT.matcher(subject).matches();
    }

    /** Whether an event handler with this pattern hears a self-test's events and no others. */
    static boolean hears(String pattern) {
        return pattern.startsWith(EVENT);
    }
}
