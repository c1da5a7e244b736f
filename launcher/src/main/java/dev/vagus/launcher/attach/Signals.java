package dev.vagus.launcher.attach;

import java.lang.reflect.Proxy;

/** Signals of the operating system, which the platform offers in a module of its own that not every runtime has. */
final class Signals {
    private Signals() {}

    /**
     * Runs this on a thread of the platform whenever the signal comes. Nothing happens where the platform has no such
     * signal: then Ctrl-C ends the process, and a terminal keeps the size that it had.
     *
     * @param name its name without {@code SIG}
     * @return whether it will
     */
    static boolean handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object calling = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), calling);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
