package dev.vagus.spi;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What asks gates: registry, bus and events each register one, before the services that they guard. It remembers which gates
 * it must have, also over restarts and updates, and refuses everything while one of them is not there, whoever that is.
 * Thread-safe; its methods may block while a file is written.
 */
@ConsumerType
public interface GateKeeper {
    /** The service property that says what is guarded: {@code registry}, {@code bus}, {@code events}. */
    String GUARDED_PROPERTY = "vagus.gate.guarded";

    /** The framework property with names of gates, separated by commas, that are required whatever was said here. */
    String REQUIRED_PROPERTY = "vagus.gates.required";

    /**
     * From now on nothing goes on without the gate of this name. It has been written down when this returns.
     *
     * @throws dev.vagus.module.VagusException when it cannot be written down; the gate is required all the same, until
     *     this process ends
     */
    void require(String gate);

    /**
     * The gate is not required any more. It has been written down when this returns.
     *
     * @throws dev.vagus.module.VagusException when it cannot be written down; it is still required then
     */
    void release(String gate);

    /** The names of the gates that it must have. */
    Set<String> required();
}
