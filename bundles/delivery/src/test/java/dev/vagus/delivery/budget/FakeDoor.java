package dev.vagus.delivery.budget;

/** A door that remembers what it was told. */
final class FakeDoor implements Door {
    boolean closed;
    boolean probeGranted;
    boolean probed;
    private Runnable over = () -> {};

    @Override
    public void close() {
        closed = true;
        probeGranted = false;
        probed = false;
    }

    @Override
    public void open() {
        closed = false;
        probeGranted = false;
        probed = false;
    }

    @Override
    public void probe(Runnable whenOver) {
        probeGranted = true;
        over = whenOver;
    }

    @Override
    public boolean isProbed() {
        return probed;
    }

    /** The call with the probe returns. */
    void probeReturns() {
        probed = true;
        over.run();
    }
}
