package dev.vagus.registry.internal.engine;

import dev.vagus.module.FailedRegistration;
import java.util.List;

/**
 * What one service, or one registration in code, brings: operations of one module, and what was wrong with the others.
 *
 * @param owner the bundle that it comes from
 * @param module the name of the module that its operations are to have
 * @param ranking its service ranking
 * @param serviceId its {@code service.id}; -1 for a registration in code
 * @param operations what can be called
 * @param failures what was refused
 */
public record Offer(
        ModuleIdentity owner,
        String module,
        int ranking,
        long serviceId,
        List<OfferedOperation> operations,
        List<FailedRegistration> failures) {}
