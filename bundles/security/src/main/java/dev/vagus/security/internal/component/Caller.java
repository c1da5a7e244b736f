package dev.vagus.security.internal.component;

import dev.vagus.module.VagusException;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.internal.access.DecisionPoint;
import dev.vagus.security.internal.control.MainSwitch;
import dev.vagus.spi.Access;
import dev.vagus.spi.Credential;
import dev.vagus.spi.FlowContext;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bundle that uses a service of ours, and whether it may.
 *
 * @param module its name
 * @param bundleId its id
 * @param point who decides
 * @param mains whether security is on
 * @param stopped whether our bundle has stopped
 */
record Caller(String module, long bundleId, DecisionPoint point, MainSwitch mains, BooleanSupplier stopped) {
    /**
     * Goes on only when security is off, or the bundle may do this, for whomever it acts.
     *
     * @param what after {@code security:}
     */
    void mayManage(String what) {
        mustRun();
        if (!mains.standing().enabled()) {
            return;
        }
        VagusException refusal = point.checkpoint(Access.of(Access.Kind.MANAGE, what))
                .refusal(module, bundleId, around(), System.nanoTime());
        if (refusal != null) {
            throw refusal;
        }
    }

    private static @Nullable Credential around() {
        Credential credential = FlowContext.current().credential();
        return credential == null ? null : credential.inherited();
    }

    /** Tells who audits that it has done this. */
    void did(String what, String deed) {
        point.managed(module, bundleId, FlowContext.current().credential(), scope(what), deed);
    }

    /** Does this with a token; that it is not accepted is told to who audits. */
    <T> T with(String what, Supplier<T> action) {
        mustRun();
        try {
            return Privileged.get(action);
        } catch (AccessRefusedException e) {
            point.refused(module, bundleId, scope(what), e);
            throw e;
        }
    }

    private static String scope(String what) {
        return Access.of(Access.Kind.MANAGE, what).scope();
    }

    void mustRun() {
        if (stopped.getAsBoolean()) {
            throw new ModuleUnavailableException(
                    "the bundle dev.vagus.security has stopped; get its service again when it is back");
        }
    }
}
