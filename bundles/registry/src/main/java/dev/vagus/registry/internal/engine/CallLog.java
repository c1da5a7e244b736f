package dev.vagus.registry.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.Invocation;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The middleware that logs calls: who called what, how long it took and how it ended; never arguments or results. */
final class CallLog implements ApiMiddleware {
    /** Outside of everything, so that refusals are logged too. */
    private static final int ORDER = Integer.MIN_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger("dev.vagus.registry.calls");

    private final LongSupplier clock;

    CallLog(LongSupplier clock) {
        this.clock = clock;
    }

    MiddlewareEntry entry() {
        return new MiddlewareEntry("logging", ORDER, 0, -1, 0, List.of(), Set.of(), new MiddlewareSource.Shared(this));
    }

    @Override
    public Outcome around(Invocation invocation, Next next) {
        long start = clock.getAsLong();
        return next.proceed(invocation).onDone((value, error) -> {
            long micros = (clock.getAsLong() - start) / 1_000;
            String end = error == null ? "ok" : ErrorCategory.of(error).label();
            LOG.info(
                    "{} called {} ({}): {} after {} us",
                    invocation.caller(),
                    invocation.operation().qualifiedName(),
                    invocation.id(),
                    end,
                    micros);
        });
    }
}
