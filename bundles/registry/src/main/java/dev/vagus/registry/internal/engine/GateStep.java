package dev.vagus.registry.internal.engine;

import dev.vagus.module.Outcome;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.Invocation;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GatePreview;
import org.jspecify.annotations.Nullable;

/**
 * Where a call of one operation is let through or refused, by the gate that was there when its chain was composed. A gate
 * that fails lets nothing through.
 */
record GateStep(String operation, Checkpoint checkpoint, ApiMiddleware.Next next) implements ApiMiddleware.Next {
    /** The name of the step, for people. */
    static final String NAME = "gate";

    static GateStep of(Gate gate, OperationEntry entry, ApiMiddleware.Next next) {
        String operation = entry.qualifiedName();
        Access access = new Access(
                Access.Kind.CALL,
                operation,
                entry.descriptor().scopes(),
                entry.descriptor().requiresAuth());
        try {
            return new GateStep(operation, gate.checkpoint(access), next);
        } catch (RuntimeException | LinkageError e) {
            return new GateStep(operation, new Failed(Failures.ofMiddleware(NAME, operation, e)), next);
        }
    }

    @Override
    public Outcome proceed(Invocation invocation) {
        if (!(invocation instanceof CallInvocation call)) {
            return Outcome.failed(new IllegalArgumentException(
                    "middleware must pass on the invocation that it was given, or one from its withParameters"));
        }
        ModuleIdentity caller = call.callingModule();
        VagusException refusal;
        try {
            refusal = checkpoint.refusal(caller.module(), caller.bundleId(), credential(call), recently(call));
        } catch (Throwable e) {
            return Outcome.failed(Failures.ofMiddleware(NAME, operation, e));
        }
        return refusal == null ? next.proceed(invocation) : Outcome.failed(refusal);
    }

    /** On whose behalf it is made: what its caller showed for it, or else what the work around it is for. */
    private static @Nullable Credential credential(CallInvocation call) {
        Credential credential = call.flow().credential();
        return credential == null || call.callOptions().hasToken() ? credential : credential.inherited();
    }

    /** A call whose caller waits is asked just after it began; another one may have waited for a thread. */
    private static long recently(CallInvocation call) {
        return call.waits() ? call.start() : call.chain().timing().clock().getAsLong();
    }

    /** What the gate would say to this caller. */
    GatePreview preview(ModuleIdentity caller, @Nullable Credential credential) {
        try {
            return checkpoint.preview(caller.module(), caller.bundleId(), credential);
        } catch (RuntimeException | LinkageError e) {
            return new GatePreview(false, "the gate failed: " + e);
        }
    }

    /** What stands for a checkpoint that could not be made. */
    private record Failed(VagusException failure) implements Checkpoint {
        @Override
        public VagusException refusal(String module, long bundleId, @Nullable Credential credential, long nanos) {
            return failure;
        }

        @Override
        public GatePreview preview(String module, long bundleId, @Nullable Credential credential) {
            return new GatePreview(false, String.valueOf(failure.getMessage()));
        }
    }
}
