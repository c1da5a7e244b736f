package dev.vagus.metrics.internal.selftest;

import dev.vagus.metrics.internal.meter.OwnTraffic;
import dev.vagus.module.TimeOrderedId;

/**
 * The names that one self-test uses and no other at the same time. They come again in later ones, so that neither the
 * registry's memory nor anybody's meters grow by them; the correlation id never does.
 *
 * @param slot a number that no other self-test has now
 * @param module the module of its operations
 * @param correlation its correlation id
 */
record Place(int slot, String module, String correlation) {
    Place(int slot, String module) {
        this(slot, module, "self-test-" + TimeOrderedId.next());
    }

    /** The channel of its messages. */
    String channel() {
        return OwnTraffic.CHANNEL + slot;
    }

    /** The channel of its events. */
    String eventChannel() {
        return OwnTraffic.EVENT + slot;
    }

    /** An operation's name within the module. */
    String local(String name) {
        return name + slot;
    }
}
