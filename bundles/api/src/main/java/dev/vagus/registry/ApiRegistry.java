package dev.vagus.registry;

import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Registration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The registry of operations, as one bundle sees it: a bundle-scoped service, so that calls carry the name of the bundle
 * that makes them. Thread-safe. After the registry has stopped, every method throws {@link ModuleUnavailableException}.
 */
@ProviderType
public interface ApiRegistry {
    /**
     * Calls an operation and waits for its result. Runs on the calling thread, through the middleware that applies; an
     * asynchronous operation is waited for up to the deadline. While the operation's module is being updated, the call waits
     * for it, up to its deadline or the registry's update window (5 s by default), and goes to the new version.
     *
     * @param operation module and name, such as {@code LabRunner.ExecuteStep}
     * @param parameters the arguments by name: maps, lists, values, records, DTOs
     * @return the result as plain structure: records and DTOs of the operation's module come as immutable maps
     * @throws UnknownOperationException when no such operation was ever seen; the message proposes a similar name
     * @throws ModuleUnavailableException when its module has left, or did not come back from its update in time
     * @throws dev.vagus.security.AccessRefusedException when a gate has refused it
     * @throws dev.vagus.module.GateAbsentException when a gate that is required is not there
     * @throws CallRefusedException when too many calls wait for modules that are being updated
     * @throws ApiValidationException when arguments are missing, unknown or of the wrong type; all of them are named
     * @throws CallTimeoutException when the deadline passed
     * @throws OperationFailedException when the operation threw
     * @throws CallDepthException when operations call each other without end
     * @throws CallCancelledException when the thread was interrupted while it waited for an asynchronous operation or for
     *     a module that is being updated
     */
    @Nullable
    Object invoke(String operation, Map<String, ?> parameters);

    /** Starts a call with more to say. */
    ApiCall call(String operation);

    /**
     * A typed client of a module: calls of the interface's methods become calls of the operations of the same names.
     * {@code executeStep} calls {@code ExecuteStep} unless {@link ApiOperation} on the method says otherwise; its
     * parameters are named as {@link ApiOperation} describes. Results are converted by structure to the method's return
     * type; a {@code CompletionStage} makes the call asynchronous. The module need not be there yet.
     *
     * @throws IllegalArgumentException when the type is not an interface or a parameter has no name
     */
    <T> T client(String module, Class<T> type);

    /**
     * Registers an operation until the registration is closed or the calling bundle stops.
     *
     * @throws IllegalArgumentException when the names or schemas are not valid, or the module's name belongs to another
     *     bundle
     */
    Registration register(OperationSpec spec, ApiHandler handler);

    /**
     * Takes an operation away, whoever registered it, for those who run the system. What came with it in one service or
     * registration goes too. Calls that have begun end by themselves, later ones are {@code unavailable}, until the
     * service is registered anew or its module starts again; closing its registration does nothing more. A provider that
     * stood in its shadow takes over.
     *
     * @return the qualified names of what was taken away; empty when there is no such operation
     */
    List<String> unregister(String qualifiedName);

    /**
     * Takes the middleware of this name out of all later calls, whoever added it, for those who run the system. One that is
     * a service comes back when its properties change or it is registered anew; what Vagus itself puts around calls by this
     * registry (the check of the arguments, the gate, the fallback) is none.
     *
     * @return how many had that name
     */
    int removeMiddleware(String name);

    /**
     * Adds middleware to every operation until the registration is closed or the calling bundle stops. Calls that have
     * begun are not affected.
     *
     * @param name for people
     * @param order its place, as {@link MiddlewareOrder} describes it
     */
    Registration addMiddleware(String name, int order, ApiMiddleware middleware);

    /** Every operation that can be called now, by name. */
    List<OperationDescriptor> operations();

    /** The operation of that qualified name, when it can be called now. */
    Optional<OperationDescriptor> operation(String qualifiedName);

    /** The names of the middleware around an operation, outermost first; empty when there is no such operation. */
    List<String> chain(String qualifiedName);

    /**
     * What would happen to a call of this operation by the calling bundle now, without making it: who answers, what it
     * goes through, by which settings, and what would stop it. For a name that cannot be called, the reason.
     */
    CallExplanation explain(String qualifiedName);

    /** Operations and middleware that were refused, and the registry's configuration if it was, with the reason. */
    List<FailedRegistration> failedRegistrations();

    /**
     * The providers of an operation that do not answer because another one does, in the order in which they would take
     * over: first those of the same bundle with a lower ranking, then those of other bundles, which get the module's name
     * when the bundle that has it is uninstalled. Empty when there is none.
     */
    List<ShadowedOperation> shadowed(String qualifiedName);

    /** What the registry is doing now. */
    RegistrySnapshot snapshot();
}
