package dev.vagus.spi;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Setting;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides when a subscription gets its next message, and hears how each attempt ends. It holds no message: what it refuses
 * stays in the mailbox of its subscription. Thread-safe; no method blocks.
 */
@ConsumerType
public interface DeliveryGuard extends AutoCloseable {
    /** The leave for one attempt, to be ended once, on any thread. */
    @ConsumerType
    interface Admission {
        /**
         * The attempt has ended.
         *
         * @param error the category of what it failed with; null when it succeeded
         */
        void end(@Nullable ErrorCategory error);
    }

    /**
     * Why no attempt may be made now.
     *
     * @param reason for people
     * @param retryAfter when to ask again; null for when something {@linkplain DeliveryGuards#guard changes} or an attempt
     *     that is under way ends
     * @param open whether a circuit breaker refuses it; otherwise the limits only pace what comes
     */
    record Refusal(String reason, @Nullable Duration retryAfter, boolean open) {}

    /** Asks for one attempt; null when it is refused, which {@link #refusal} explains. */
    @Nullable
    Admission enter();

    /** Why {@link #enter} would refuse now; null when it would not. Takes nothing. */
    @Nullable
    Refusal refusal();

    /** How it is, for people: the state of its breaker, its limits. */
    String status();

    /** Every setting that it goes by, with its source. */
    List<Setting> settings();

    /** Ends it; its breaker is no longer listed, and the policies are no longer heard. What is under way may still end. */
    @Override
    void close();
}
