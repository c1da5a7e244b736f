package dev.vagus.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides which calls, messages and events may go on, and who may manage the bus. A service with the property {@value #NAME_PROPERTY}: while it is
 * there, registry, bus and events ask it, on the thread that acts; where several are there, each must agree. One whose name
 * they were told to require ({@link GateKeeper}) and that is not there refuses everything.
 *
 * <p>Thread-safe. What it is asked must not block and is asked very often: answers are to come out of what is known.
 */
@ConsumerType
public interface Gate {
    /** The service property that names the gate, such as {@code security}. */
    String NAME_PROPERTY = "vagus.gate.name";

    /**
     * Who a token speaks for. Called once for a call, message or event that brings a token. Never throws: a token that is
     * not accepted gives a credential which every checkpoint refuses, with the reason.
     *
     * @param token as it was given: a token, or {@code Bearer} and a token; foreign input of any length
     * @param module the name of the module that gave it
     * @param bundleId the id of its bundle
     * @param nanos a recent reading of {@link System#nanoTime()}
     */
    Credential authenticate(String token, String module, long bundleId, long nanos);

    /**
     * Where an access is asked for. It follows every change of the rules, so whoever acts keeps it, and must let go of it
     * when the gate leaves. Cheap to get, though not free; the gate may forget what it made.
     */
    Checkpoint checkpoint(Access access);

    /**
     * Changes with every change of the rules after which a checkpoint may say something else to a module without a
     * credential: whoever keeps what it said asks again then. Volatile, cheap.
     */
    long epoch();
}
