package dev.vagus.registry.internal.engine;

import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.registry.internal.schema.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One operation of one provider, and the chain around it, which is composed anew when middleware has changed. */
final class OperationEntry {
    private final Provider provider;
    private final OperationDescriptor descriptor;
    private final String qualifiedName;
    private final ApiHandler handler;
    private final @Nullable PositionalHandler positional;
    private final ArgumentCheck arguments;
    private final OwnMiddleware own;
    private final @Nullable Check result;
    private final boolean interruptible;
    private volatile @Nullable Chain chain;

    OperationEntry(Provider provider, OfferedOperation operation) {
        this.provider = provider;
        this.descriptor = operation.descriptor();
        this.qualifiedName = descriptor.qualifiedName().intern();
        this.handler = operation.handler();
        this.positional = positional(operation);
        this.interruptible = descriptor.interruptible();
        this.arguments = new ArgumentCheck(qualifiedName, descriptor.parameters(), operation.checks());
        this.own = new OwnMiddleware(descriptor);
        this.result = operation.result();
    }

    Provider provider() {
        return provider;
    }

    OperationDescriptor descriptor() {
        return descriptor;
    }

    String qualifiedName() {
        return qualifiedName;
    }

    /** The handler by position, if it takes exactly the parameters of the descriptor in their order. */
    private static @Nullable PositionalHandler positional(OfferedOperation operation) {
        List<String> names = operation.descriptor().parameters().stream()
                .map(ParameterDescriptor::name)
                .toList();
        return operation.handler() instanceof PositionalHandler candidate
                        && candidate.names().equals(names)
                ? candidate
                : null;
    }

    /** Whether its handler takes values by position. */
    boolean isPositional() {
        return positional != null;
    }

    /** Runs the handler. */
    @Nullable
    Object answer(CallInvocation call) throws Exception {
        @Nullable Object @Nullable [] values = call.values();
        return values != null && positional != null ? positional.handle(call, values) : handler.handle(call);
    }

    /** Whether its handler's thread may be interrupted at the deadline or by a cancellation. */
    boolean isInterruptible() {
        return interruptible;
    }

    ArgumentCheck arguments() {
        return arguments;
    }

    /** What results must fit, where they are checked; null for anything. */
    @Nullable
    Check result() {
        return result;
    }

    /**
     * The chain for the present middleware. Two threads may compose the same one at once, which is harmless. One that was
     * outdated while it was composed is used but not kept, since {@link #forgetChain} may have been called already.
     */
    Chain chain(Middlewares middlewares, Terminal terminal) {
        MiddlewareSet present = middlewares.present();
        Chain known = chain;
        if (known != null && known.madeFrom(present)) {
            return known;
        }
        Chain composed = Chain.compose(this, present, terminal);
        chain = composed;
        MiddlewareSet after = middlewares.present();
        if (after != present) {
            forgetChain(after);
        }
        return composed;
    }

    /** What factories make for this operation. */
    OwnMiddleware own() {
        return own;
    }

    /** Drops the chain and what was made for it, so that neither holds middleware that has left. */
    void forgetChain(MiddlewareSet present) {
        chain = null;
        own.keepOnly(present);
    }

    /** The operation has left; calls under way go on. */
    void close() {
        chain = null;
        own.close();
    }
}
