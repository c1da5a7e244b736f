package dev.vagus.security.internal.control;

/** The gate's place among the services. */
public interface Door {
    /** Puts the gate there, if it is not. */
    void open();

    /** Takes it away, if it is there. */
    void close();
}
