package dev.vagus.security.internal.token;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the engine takes from outside.
 *
 * @param clock the wall clock
 * @param nanos the monotonic clock, the one that callers read
 * @param background where files of other issuers are read again while only known tokens are shown; once a second at most
 * @param environment reads an environment variable; gives null when there is none
 */
public record Surroundings(
        InstantSource clock, LongSupplier nanos, Executor background, UnaryOperator<@Nullable String> environment) {
    /** Those of this process, with this executor. */
    public static Surroundings ofProcess(Executor background) {
        return new Surroundings(InstantSource.system(), System::nanoTime, background, System::getenv);
    }
}
