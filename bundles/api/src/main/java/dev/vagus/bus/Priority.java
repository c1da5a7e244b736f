package dev.vagus.bus;

/** How urgent a message is. A message overtakes those of lower priority in a mailbox; within one priority order holds. */
public enum Priority {
    /** May wait; never starved for ever. */
    LOW,
    /** The default. */
    NORMAL,
    /** Before all others. */
    HIGH
}
