package dev.vagus.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tries with real traffic whether Vagus works. A bundle-scoped service of the bundle {@code dev.vagus.metrics},
 * thread-safe; several self-tests may run at once and do not disturb each other.
 *
 * <p>Everything is done in the name of the bundle that asks, through the services as that bundle sees them: what it may
 * not do while security is on is skipped, with what it would need. The commands of the shell are the operator's, who may
 * do everything unless {@code operator.scopes} says otherwise.
 *
 * <p>When the bundle stops, tests under way are interrupted.
 */
@ProviderType
public interface SelfTest {
    /**
     * Runs a self-test on the calling thread, and on threads of its own under load. It uses a channel, operations, events
     * and breakers of its own ({@code self-test-1}, {@code SelfTest_….…}) and takes them away at the end, whatever
     * comes of it, a {@code dev.vagus.policy} configuration for its own breaker among them. What stays is in the figures of
     * the bundles, in their logs, which tell what fails on purpose too, and, of tokens, in the list of those issued, revoked.
     *
     * @param progress is told each row when it is done, on the calling thread
     * @throws InterruptedException when the thread is interrupted; everything has been taken away then
     * @throws IllegalStateException when the bundle has stopped
     */
    SelfTestReport run(SelfTestSpec spec, Consumer<? super SelfTestRow> progress) throws InterruptedException;

    /**
     * Sends a message through a channel that is there and waits until a subscription of its own hears it. The message has
     * a type that nobody else has ({@code vagus.selftest.…}), no payload, and lives no longer than the timeout. Subscriptions
     * that hear every type hear it too; if one of them fails at it, its dead letter is discarded.
     *
     * @throws dev.vagus.bus.UnknownChannelException when there is no such channel
     * @throws dev.vagus.registry.ModuleUnavailableException when the bundle {@code dev.vagus.bus} is not there
     * @throws dev.vagus.security.AccessRefusedException when the bundle that asks may not send or hear there
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalArgumentException when the timeout is not positive
     */
    ChannelTest channel(String name, Duration timeout) throws InterruptedException;

    /**
     * Calls an operation with these arguments, through the gate, the limits and the check of the arguments. Unless the
     * handler is to be run, the call ends there: nothing of what is further in, retries and breaker, sees it. It takes its
     * permit of a rate limit, and counts as a call.
     *
     * @param runHandler whether to run the handler, with whatever that does
     * @return what came of it; an operation that is not there has failed, and the reason proposes similar names
     * @throws dev.vagus.registry.ModuleUnavailableException when the bundle {@code dev.vagus.registry} is not there
     */
    OperationTest operation(String name, Map<String, ? extends @Nullable Object> arguments, boolean runHandler);
}
