package dev.vagus.registry.internal.component;

import dev.vagus.delivery.configuration.Given;
import dev.vagus.registry.internal.engine.Settings;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the registry, PID {@value #PID}. */
@ObjectClassDefinition(
        name = "Vagus API registry",
        description = "Calls of the operations that modules offer; changes hold for later calls")
@interface RegistryConfig {
    /** Where the configuration is found. */
    String PID = "dev.vagus.registry";

    /** The longest time, in milliseconds: some 100 years. */
    long LONGEST = 3_200_000_000_000L;

    /** {@code call.timeout.ms}. */
    @AttributeDefinition(
            name = "Call timeout",
            description = "How long a call may take that does not say so itself, in milliseconds; 0 for no limit",
            min = "0")
    long call_timeout_ms() default 30_000;

    /** {@code call.depth.max}. */
    @AttributeDefinition(
            name = "Depth of nested calls",
            description = "How many calls may be nested, on one thread or wherever their context is carried",
            min = "1")
    int call_depth_max() default 64;

    /** {@code drain.timeout.ms}. */
    @AttributeDefinition(
            name = "Drain timeout",
            description =
                    "How long the calls of a leaving module may take to end, in milliseconds; keep it below the 5 s"
                            + " for which the component runtime waits for a lock",
            min = "0")
    long drain_timeout_ms() default 2_000;

    /** {@code async.threads}. */
    @AttributeDefinition(
            name = "Threads",
            description = "How many threads run asynchronous calls of operations that are not asynchronous themselves",
            min = "1")
    int async_threads() default 16;

    /** {@code async.queue}. */
    @AttributeDefinition(
            name = "Waiting calls",
            description = "How many such calls may wait for a thread before more are refused as busy",
            min = "1")
    int async_queue() default 1_000;

    /** {@code log.calls}. */
    @AttributeDefinition(
            name = "Log calls",
            description = "Whether each call is logged: operation, caller, duration, outcome; never its arguments")
    boolean log_calls() default false;

    /** {@code update.window.ms}. */
    @AttributeDefinition(
            name = "Update window",
            description = "How long calls wait for a module that is being updated, counted from its leaving and never"
                    + " beyond their own deadline, in milliseconds; 0 for not at all: they are unavailable at once",
            min = "0")
    long update_window_ms() default 5_000;

    /** {@code update.waiters.max}. */
    @AttributeDefinition(
            name = "Calls waiting for updates",
            description = "How many calls may wait for modules that are being updated before more are refused as busy",
            min = "1")
    int update_waiters_max() default 1_000;

    /** {@code validate.results}. */
    @AttributeDefinition(
            name = "Validate results",
            description = "Whether results are checked against the schemas that operations give for them; one that does"
                    + " not fit fails the call as internal")
    boolean validate_results() default false;

    /** Turns configurations into settings. */
    final class Reader {
        private Reader() {}

        /** A key that is not given has its default, one with a wrong value what held before. */
        static Settings settings(Given given, Settings former) {
            Settings usual = Settings.defaults();
            Settings read = new Settings(
                    given.number("call.timeout.ms", 0, LONGEST, usual.callTimeoutMillis(), former.callTimeoutMillis()),
                    count(given, "call.depth.max", usual.maxDepth(), former.maxDepth()),
                    given.number(
                            "drain.timeout.ms", 0, LONGEST, usual.drainTimeoutMillis(), former.drainTimeoutMillis()),
                    count(given, "async.threads", usual.asyncThreads(), former.asyncThreads()),
                    count(given, "async.queue", usual.asyncQueue(), former.asyncQueue()),
                    given.flag("log.calls", usual.logCalls(), former.logCalls()),
                    given.number(
                            "update.window.ms", 0, LONGEST, usual.updateWindowMillis(), former.updateWindowMillis()),
                    count(given, "update.waiters.max", usual.maxUpdateWaiters(), former.maxUpdateWaiters()),
                    given.flag("validate.results", usual.validateResults(), former.validateResults()));
            given.expect(RegistryConfig.class);
            return read;
        }

        private static int count(Given given, String key, int usual, int former) {
            return (int) given.number(key, 1, Integer.MAX_VALUE, usual, former);
        }
    }
}
