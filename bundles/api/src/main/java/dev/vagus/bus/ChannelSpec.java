package dev.vagus.bus;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is to be like. Immutable; start from {@link #named} and change what differs:
 *
 * <pre>{@code
 * bus.createChannel(ChannelSpec.named("Configuration").describedAs("Configuration updates").withCapacity(1_000));
 * }</pre>
 *
 * @param name letters, digits, {@code . _ -}, starting with a letter or digit, at most 128 characters
 * @param description for people; may be empty
 * @param capacity how many messages the mailbox of each subscription holds over all priorities; at least 1
 * @param overflow what happens when a mailbox is full
 * @param blockTimeout how long a publisher waits under {@link OverflowPolicy#BLOCK}
 * @param timeToLive how long a message lives that does not say so itself; null means for ever
 * @param retention which messages are kept for subscriptions that come later
 * @param encrypted whether its messages are stored encrypted only: its dead letters are written as a
 *     {@link dev.vagus.spi.PayloadCipher} has sealed them, and where there is none they are in memory only. Subscribers have
 *     them as they are
 */
public record ChannelSpec(
        String name,
        String description,
        int capacity,
        OverflowPolicy overflow,
        Duration blockTimeout,
        @Nullable Duration timeToLive,
        Retention retention,
        boolean encrypted) {

    /** The default capacity of a mailbox: the message queue size of the system that Vagus re-implements. */
    public static final int DEFAULT_CAPACITY = 20_000;

    /** The default {@link #blockTimeout()}. */
    public static final Duration DEFAULT_BLOCK_TIMEOUT = Duration.ofSeconds(5);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /**
     * Checks every setting.
     *
     * @throws IllegalArgumentException naming the setting, its value and what is allowed
     */
    public ChannelSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("channel name '" + name
                    + "' is not valid: use letters, digits, '.', '_' or '-', start with a letter or digit,"
                    + " and at most 128 characters");
        }
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "capacity of channel '" + name + "' must be at least 1, but is " + capacity);
        }
        if (blockTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "block timeout of channel '" + name + "' must not be negative, but is " + blockTimeout);
        }
        if (timeToLive != null && (timeToLive.isNegative() || timeToLive.isZero())) {
            throw new IllegalArgumentException(
                    "time to live of channel '" + name + "' must be positive, but is " + timeToLive);
        }
    }

    /** A channel of this name with the defaults. */
    public static ChannelSpec named(String name) {
        return new ChannelSpec(
                name,
                "",
                DEFAULT_CAPACITY,
                OverflowPolicy.DROP_NEWEST,
                DEFAULT_BLOCK_TIMEOUT,
                null,
                Retention.NONE,
                false);
    }

    /** The same with this description. */
    public ChannelSpec describedAs(String text) {
        return new ChannelSpec(name, text, capacity, overflow, blockTimeout, timeToLive, retention, encrypted);
    }

    /** The same with this mailbox capacity per subscription, in messages. */
    public ChannelSpec withCapacity(int messages) {
        return new ChannelSpec(name, description, messages, overflow, blockTimeout, timeToLive, retention, encrypted);
    }

    /** The same with this overflow policy. */
    public ChannelSpec withOverflow(OverflowPolicy policy) {
        return new ChannelSpec(name, description, capacity, policy, blockTimeout, timeToLive, retention, encrypted);
    }

    /** The same with {@link OverflowPolicy#BLOCK} and this deadline. */
    public ChannelSpec blocking(Duration timeout) {
        return new ChannelSpec(
                name, description, capacity, OverflowPolicy.BLOCK, timeout, timeToLive, retention, encrypted);
    }

    /** The same with this default time to live. */
    public ChannelSpec withTimeToLive(@Nullable Duration ttl) {
        return new ChannelSpec(name, description, capacity, overflow, blockTimeout, ttl, retention, encrypted);
    }

    /** The same that keeps these messages for subscriptions that come later. */
    public ChannelSpec retaining(Retention kept) {
        return new ChannelSpec(name, description, capacity, overflow, blockTimeout, timeToLive, kept, encrypted);
    }

    /** The same whose messages are stored encrypted only, or as they are. */
    public ChannelSpec storedEncrypted(boolean only) {
        return new ChannelSpec(name, description, capacity, overflow, blockTimeout, timeToLive, retention, only);
    }
}
