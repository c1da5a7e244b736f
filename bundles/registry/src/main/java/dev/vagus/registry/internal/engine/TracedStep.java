package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.trace.CarefulSpan;
import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.Invocation;
import dev.vagus.spi.FlowContext;
import org.jspecify.annotations.Nullable;

/**
 * Records one step of a chain. It is in chains only that were composed while there was a tracer. What the step does on its
 * thread, and what is inside of it there, is inside of its span; compared by identity.
 */
final class TracedStep implements ApiMiddleware.Next {
    private final String name;
    private final OperationEntry entry;
    private final ApiMiddleware.Next step;

    TracedStep(String name, OperationEntry entry, ApiMiddleware.Next step) {
        this.name = name;
        this.entry = entry;
        this.step = step;
    }

    @Override
    public Outcome proceed(Invocation invocation) {
        CallTrace trace = invocation instanceof CallInvocation call ? call.trace() : null;
        if (trace == null) {
            return step.proceed(invocation);
        }
        @Nullable Object[] place = FlowContext.place();
        FlowContext around = FlowContext.current(place);
        CarefulSpan span = trace.step(this, name, entry, around);
        if (span == null) {
            return step.proceed(invocation);
        }
        FlowContext.set(place, CallTrace.within(around, span));
        Outcome outcome;
        try {
            outcome = step.proceed(invocation);
        } finally {
            FlowContext.set(place, around);
        }
        if (outcome.isDone()) {
            span.endWith(outcome.error());
        } else {
            outcome.toStage()
                    .whenComplete((value, error) -> span.endWith(error == null ? null : Failures.unwrapped(error)));
        }
        return outcome;
    }
}
