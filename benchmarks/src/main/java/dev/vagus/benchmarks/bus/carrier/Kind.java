package dev.vagus.benchmarks.bus.carrier;

/** The kinds of messages. Each carrier tells them apart in the way it does best: by name, topic, address or class. */
public enum Kind {
    /** The one that is sent. */
    CONFIG_CHANGED("ConfigChanged"),
    /** One that nobody sends. */
    JOB_DONE("JobDone");

    private final String type;

    Kind(String type) {
        this.type = type;
    }

    /** Its name as a type, a topic or an address. */
    String type() {
        return type;
    }

    /**
     * For carriers that know only this one.
     *
     * @throws IllegalArgumentException when the kind is another
     */
    void mustBe(Kind kind) {
        if (kind != this) {
            throw new IllegalArgumentException("this carrier does not tell messages apart, so nobody can subscribe to "
                    + kind + "; choose another carrier for that");
        }
    }
}
