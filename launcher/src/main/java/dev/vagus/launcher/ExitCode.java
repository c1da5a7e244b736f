package dev.vagus.launcher;

/** What the process answers with. {@code --help} lists the same. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;

    private ExitCode() {}
}
