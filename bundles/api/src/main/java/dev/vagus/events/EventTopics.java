package dev.vagus.events;

/**
 * How the names and channels of Vagus events map to the topics of OSGi events, and the properties that such an event has.
 *
 * <p>The event {@code LabStepStarted} on the channel {@code Events} has the topic
 * {@code dev/vagus/event/Events/LabStepStarted}. Names and channels consist of letters, digits, {@code _} and {@code -},
 * so that each is one token of a topic. The entries of the event's data are properties of the OSGi event under their own
 * names; the event's own facts have the names below.
 *
 * <p>An event that goes to all channels has the topic of the channel that it was published on. An {@code EventHandler}
 * that does not listen to that topic, but to the same name on another channel ({@code dev/vagus/event/Lab/LabStepStarted},
 * {@code dev/vagus/event/Lab/*}), gets it under the topic of that channel; of several such channels the one that its
 * {@code event.topics} name first.
 */
public final class EventTopics {
    /** What every topic of a Vagus event starts with. */
    public static final String PREFIX = "dev/vagus/event/";

    /** The channel of an event that names none. */
    public static final String DEFAULT_CHANNEL = "Events";

    /**
     * The channel on which the life of modules is told: {@code ModuleStarted}, {@code ModuleStopped} and
     * {@code ModuleUpdated}, with the data {@code Module} (its name), {@code Version} and {@code BundleId}.
     */
    public static final String MODULES_CHANNEL = "Modules";

    /** The property with the event's id, a {@code String}. */
    public static final String ID = "vagus.id";

    /** The property with the event's name, a {@code String}. */
    public static final String NAME = "vagus.name";

    /** The property with the event's channel, a {@code String}. */
    public static final String CHANNEL = "vagus.channel";

    /** The property with the name of the module that published it, a {@code String}. */
    public static final String SOURCE = "vagus.source";

    /** The property with the correlation id, a {@code String}; absent when there is none. */
    public static final String CORRELATION_ID = "vagus.correlation.id";

    /**
     * The property with the W3C trace context that the event is raised in, a {@code String}; absent when there is none. An
     * event that somebody raises through an EventAdmin may say one too, which its handlers continue instead of that of the
     * thread; one that is not valid is not continued.
     */
    public static final String TRACEPARENT = "vagus.traceparent";

    /** The property that says that it went to all channels, {@code true}; absent otherwise. */
    public static final String BROADCAST = "vagus.broadcast";

    private EventTopics() {}

    /** The topic of this event on this channel; without a channel the name is the topic, as of others' events in the history. */
    public static String topic(String channel, String name) {
        return channel.isEmpty() ? name : PREFIX + channel + '/' + name;
    }

    /**
     * Checks a name of an event or of a channel.
     *
     * @param what what it is, for the message: {@code event name}, {@code channel}
     * @return the name
     * @throws IllegalArgumentException when it cannot be a token of a topic
     */
    public static String requireToken(String what, String name) {
        if (name.isEmpty() || name.length() > 128) {
            throw new IllegalArgumentException(what + " '" + name + "' is not valid: it must have 1 to 128 characters");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean valid =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
            if (!valid) {
                throw new IllegalArgumentException(
                        what + " '" + name + "' is not valid: use letters, digits, '_' and '-' only");
            }
        }
        return name;
    }
}
