package dev.vagus.shell.internal.component;

/** What brings the commands into a shell, from its construction until it is closed. */
interface ShellAdapter extends AutoCloseable {
    @Override
    void close();
}
