package dev.vagus.breaker.internal.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of policies as tools show it; {@code Policy} reads it. A key that is not set says nothing. */
@ObjectClassDefinition(
        id = PolicyConfig.PID,
        name = "Vagus policy",
        description =
                "Settings of operations, guarded code or the handlers of channels; for each setting the most specific policy counts")
@interface PolicyConfig {
    /** The configuration's factory PID. */
    String PID = "dev.vagus.policy";

    @AttributeDefinition(
            description =
                    "What it applies to: operations such as LabRunner.ExecuteStep, guard:MODULE.NAME, channel:CHANNEL;"
                            + " * stands for any characters")
    String[] targets();

    @AttributeDefinition(
            description = "How long a call may take, its retries included, in milliseconds;"
                    + " a handler, for one message: the budget of its subscription",
            required = false,
            min = "1")
    long timeout_ms();

    @AttributeDefinition(
            description = "Where handlers of operations run: caller, or thread for a thread of the registry, so that a"
                    + " caller that waits gives up at the deadline whatever the handler does",
            required = false)
    String isolation();

    @AttributeDefinition(
            description =
                    "The operation that answers when this one fails for other reasons than its caller's, or is not there",
            required = false)
    String fallback();

    @AttributeDefinition(
            description = "How often to try again: calls of idempotent operations, guarded code, deliveries",
            required = false,
            min = "0")
    int retry_max();

    @AttributeDefinition(description = "The pause before the first retry, in milliseconds", required = false, min = "0")
    long retry_backoff_ms();

    @AttributeDefinition(description = "How much longer each further pause is", required = false)
    double retry_multiplier();

    @AttributeDefinition(description = "By which part a pause varies, from 0 to 1", required = false)
    double retry_jitter();

    @AttributeDefinition(description = "The longest pause, in milliseconds", required = false, min = "0")
    long retry_backoff_max_ms();

    @AttributeDefinition(
            description =
                    "After which failures a call is tried again: error categories such as timeout, unavailable, busy, network",
            required = false)
    String[] retry_categories();

    @AttributeDefinition(
            description = "Whether also operations that are not idempotent are called again",
            required = false)
    boolean retry_non_idempotent();

    @AttributeDefinition(
            description =
                    "Whether there is a circuit breaker; a subscription has one where any breaker setting is made",
            required = false)
    boolean breaker_enabled();

    @AttributeDefinition(
            description = "So many failures in a row open it; 0 for no matter",
            required = false,
            min = "0")
    int breaker_failures();

    @AttributeDefinition(
            description = "How long it stays open before it lets probes through, in milliseconds",
            required = false,
            min = "1")
    long breaker_recovery_ms();

    @AttributeDefinition(
            description = "How many calls a half-open breaker lets through; all must succeed for it to close",
            required = false,
            min = "1")
    int breaker_probes();

    @AttributeDefinition(
            description = "What it looks back at beside failures in a row: none, calls or time",
            required = false)
    String breaker_window();

    @AttributeDefinition(description = "How many calls a window of calls holds", required = false, min = "1")
    int breaker_window_calls();

    @AttributeDefinition(
            description = "How far a window of time reaches back, in milliseconds",
            required = false,
            min = "100")
    long breaker_window_ms();

    @AttributeDefinition(
            description = "With fewer calls than this a window decides nothing",
            required = false,
            min = "1")
    int breaker_min_calls();

    @AttributeDefinition(description = "The failed share of the window, in percent, that opens it", required = false)
    double breaker_failure_rate();

    @AttributeDefinition(
            description = "Calls that take longer are slow, in milliseconds; 0 for none",
            required = false,
            min = "0")
    long breaker_slow_ms();

    @AttributeDefinition(description = "The slow share of the window, in percent, that opens it", required = false)
    double breaker_slow_rate();

    @AttributeDefinition(description = "Which failures count: error categories", required = false)
    String[] breaker_categories();

    @AttributeDefinition(description = "How many calls in a period; 0 for no limit", required = false, min = "0")
    int rate_limit();

    @AttributeDefinition(description = "How long a period is, in milliseconds", required = false, min = "1")
    long rate_period_ms();

    @AttributeDefinition(
            description = "How many calls at once after a rest; 0 for as many as in a period",
            required = false,
            min = "0")
    int rate_burst();

    @AttributeDefinition(description = "How many calls at the same time; 0 for no limit", required = false, min = "0")
    int bulkhead_max();
}
