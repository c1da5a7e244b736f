package dev.vagus.launcher.it;

/** A declarative component of a {@link TestModule}; what it waits for stands in the component's description. */
public final class WaitingComponent {
    private final StringBuilder bound = new StringBuilder();

    public void bind(Runnable service) {
        bound.append(service.getClass().getName());
    }

    public void unbind(Runnable service) {
        bound.setLength(0);
    }
}
