package dev.vagus.breaker;

import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Setting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Circuit breakers and policies, as one bundle sees them: a bundle-scoped service. Every operation has a breaker without
 * asking for it; any other code when it is guarded here; a subscription of the bus when a policy of its channel has a setting
 * {@code breaker.*}, under the name {@code channel:Configuration/labrunner-config}, or {@code channel:Configuration/LabRunner.S7}
 * for one without a name.
 *
 * <pre>{@code
 * Stock stock = breakers.guard("warehouse", () -> warehouse.stockOf(item));
 * }</pre>
 *
 * <p>Thread-safe. After the service has stopped, guarded code is refused with
 * {@link dev.vagus.registry.ModuleUnavailableException}; everything else is empty.
 */
@ProviderType
public interface CircuitBreakers {
    /**
     * Runs a piece of code of the calling bundle under the policy of the target {@code guard:Module.name}: rate limit,
     * bulkhead, retries, breaker. Runs on the calling thread, which also waits between retries. A guard's breaker exists
     * from its first use until its bundle stops; at most 1,000 for each bundle.
     *
     * <p>What the code throws is thrown as it is, and counts by its {@linkplain dev.vagus.module.ErrorCategory category}:
     * an exception that is none of the API's is {@code internal}, one of a connection {@code network}. Retries happen only
     * when a policy says so ({@code retry.max}). {@code timeout.ms} of a guard is kept only by retries, which do not begin
     * after it, since this thread cannot be taken away from the code; {@link #guardAsync} ends by it.
     *
     * @param name letters, digits, {@code _ - .}; starting with a letter
     * @return what the code returned
     * @throws BreakerOpenException when the breaker is open; the code was not called
     * @throws dev.vagus.registry.CallRefusedException when a limit is reached; the code was not called
     * @throws IllegalArgumentException when the name is not valid
     * @throws IllegalStateException when the bundle has too many guards
     * @throws NullPointerException when the name or the code is missing
     * @throws Exception what the code threw at its last attempt
     */
    <T extends @Nullable Object> T guard(String name, Callable<T> code) throws Exception;

    /**
     * As {@link #guard}, for code that returns a stage: nothing is blocked, retries begin on a timer's thread, and the
     * stage that is returned fails with {@link dev.vagus.registry.CallTimeoutException} when {@code timeout.ms} of the
     * policy is over. Refusals and whatever the code throws come in the stage.
     *
     * @throws NullPointerException when the name or the code is missing
     */
    <T extends @Nullable Object> CompletionStage<T> guardAsync(
            String name, Supplier<? extends CompletionStage<T>> code);

    /** All breakers that have been used, by target. */
    List<BreakerSnapshot> list();

    /**
     * What came of trying again, for every operation and guard that was tried again since its module came, by target. The
     * attempts of messages are not among it: the bus makes those.
     */
    List<RetrySnapshot> retries();

    /**
     * The breaker of this target; empty when there is none or it has not been used yet. Of several providers' breakers, that
     * of the oldest bundle.
     *
     * @throws NullPointerException when there is no target
     */
    Optional<BreakerSnapshot> status(String target);

    /**
     * Closes breakers and forgets what they counted; their history stays. One that is closed forgets too.
     *
     * @param target a target, or a pattern with {@code *}: {@code LabRunner.*} for a module, {@code channel:Configuration}
     *     for all subscriptions of that channel, {@code *} for all
     * @param force whether also those that were {@linkplain #forceOpen opened by hand}
     * @return the targets that were reset; empty when nothing has that name or all that have were opened by hand
     * @throws IllegalArgumentException when the target is not valid; nothing was reset
     * @throws NullPointerException when there is no target
     */
    List<String> reset(String target, boolean force);

    /**
     * Opens breakers until they are reset by force. A target that has not been used yet cannot be opened.
     *
     * @param target as for {@link #reset}
     * @param reason for people; callers see it
     * @return the targets that are open now; one that was opened by hand before keeps its reason
     * @throws IllegalArgumentException when the target is not valid or the reason is blank; nothing was opened
     * @throws NullPointerException when one of them is missing
     */
    List<String> forceOpen(String target, String reason);

    /**
     * Every setting that holds for a target, with its source, in the order of their keys. The target need not exist, since
     * policies hold for what comes later too. {@code timeout.ms} is in it only when a policy says it. Of a channel those that
     * policies have, since the bus knows what holds for the others.
     *
     * @param target an operation or a guard, such as {@code guard:LabRunner.warehouse}, or a channel ({@code channel:Configuration}); not a pattern
     * @throws IllegalArgumentException when the target is not valid, or a pattern
     * @throws NullPointerException when there is no target
     */
    List<Setting> policy(String target);

    /**
     * The configurations of policies that were taken up, by their source; last the one that says what holds where no policy
     * says anything, {@code dev.vagus.breaker}, if it says something.
     */
    List<PolicySnapshot> policies();

    /**
     * Configurations of policies that were refused, by their source, and targets for which several policies contradict each
     * other, by the target; each with the reason. What held before still holds.
     */
    List<FailedRegistration> failedPolicies();
}
