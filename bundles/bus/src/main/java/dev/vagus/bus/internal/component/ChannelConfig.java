package dev.vagus.bus.internal.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of one channel as tools show it; {@link Settings} reads it. */
@ObjectClassDefinition(id = ChannelConfig.PID, name = "Vagus channel", description = "A channel of the message bus")
@interface ChannelConfig {
    /** The configuration's factory PID. */
    String PID = "dev.vagus.channel";

    @AttributeDefinition(description = "The channel's name")
    String name();

    @AttributeDefinition(description = "What it is for")
    String description() default "";

    @AttributeDefinition(
            description = "Messages that each mailbox holds; the bus's own when not set",
            min = "1",
            required = false)
    int mailbox_capacity();

    @AttributeDefinition(
            description = "What happens to a message when a mailbox is full; the bus's own when not set",
            required = false,
            options = {
                @Option(label = "The publisher waits", value = "BLOCK"),
                @Option(label = "The publisher gets an error", value = "FAIL"),
                @Option(label = "The oldest message goes", value = "DROP_OLDEST"),
                @Option(label = "The new message goes", value = "DROP_NEWEST")
            })
    String overflow();

    @AttributeDefinition(
            description = "How long a publisher waits under BLOCK, in milliseconds; the bus's own when not set",
            min = "0",
            required = false)
    long block_timeout_ms();

    @AttributeDefinition(
            description = "How long a message lives that does not say so, in milliseconds; 0 for ever",
            min = "0",
            required = false)
    long ttl_ms();

    @AttributeDefinition(
            description = "Messages that are kept for subscriptions that come later; 0 for none",
            min = "0",
            max = "100000",
            required = false)
    int retain_last();

    @AttributeDefinition(
            description = "How long each of them is kept, in milliseconds; 0 for no limit",
            min = "0",
            required = false)
    long retain_ms();

    @AttributeDefinition(
            description = "Whether its dead letters are stored encrypted only, and not stored where nothing encrypts",
            required = false)
    boolean encrypted() default false;
}
