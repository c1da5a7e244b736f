package dev.vagus.shell.internal.component;

/** What brings the commands into a shell, from its construction until it is closed. */
interface ShellAdapter extends AutoCloseable {
    @Override
    void close();

    /** Whether this bundle is wired to a package with this class; what is not wired must not be touched. */
    static boolean sees(String className) {
        try {
            return Class.forName(className, false, ShellAdapter.class.getClassLoader()) != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
