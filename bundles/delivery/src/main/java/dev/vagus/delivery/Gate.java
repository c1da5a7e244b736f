package dev.vagus.delivery;

/** What keeps a mailbox from handing items out. Thread-safe; {@link Mailbox} asks before each item. */
public final class Gate {
    private final Runnable opened;
    private volatile boolean paused;
    private volatile boolean stalled;
    private volatile boolean onlyReturned;

    /**
     * @param opened called after something that kept items back is gone
     */
    Gate(Runnable opened) {
        this.opened = opened;
    }

    /** Stops delivery; items wait. The one that the receiver has is finished. */
    public void pause() {
        paused = true;
    }

    /** Goes on after {@link #pause}. */
    public void resume() {
        paused = false;
        opened.run();
    }

    /** Whether it is paused. */
    public boolean isPaused() {
        return paused;
    }

    /** Whether the receiver has as many items in flight as it may; it says so itself. */
    public void stall(boolean full) {
        boolean before = stalled;
        stalled = full;
        if (before && !full) {
            opened.run();
        }
    }

    /** Whether only items that were given back are handed out, while the others wait. */
    public void holdNew(boolean hold) {
        boolean before = onlyReturned;
        onlyReturned = hold;
        if (before && !hold) {
            opened.run();
        }
    }

    boolean isShut() {
        return paused || stalled;
    }

    boolean isShutForNew() {
        return onlyReturned;
    }
}
