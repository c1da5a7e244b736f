package dev.vagus.benchmarks.registry;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Outcome;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.MiddlewareOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Vagus: the registry, which checks the parameters, and as much around it as is asked for. */
final class VagusStack implements Stack {
    private static final String TOKEN = "token";

    private final VagusRegistry vagus = new VagusRegistry();
    private final ApiRegistry registry = vagus.service();
    private final @Nullable CallTimer timer;
    private final boolean tokenWithCall;
    private final boolean gated;
    private volatile String token = "";

    /** What goes around calls, beside the check of the parameters. */
    enum Around {
        /** The breaker's bundle: limits, retries and breakers, with its defaults. */
        BREAKER,
        /** The cached token and its scopes; that of the caller, which is known beforehand. */
        GATE_OF_CALLER,
        /** The cached token and its scopes; the token comes with each call. */
        GATE_OF_CALL,
        /** The bundle metrics, with its defaults. */
        METRICS,
        /** The time and the number of calls, by the timer that the peer has. */
        TIMER,
        /** The same by the plainest timer that there can be. */
        PLAIN_TIMER
    }

    VagusStack(Surroundings surroundings, Set<Around> around) {
        tokenWithCall = around.contains(Around.GATE_OF_CALL);
        gated = tokenWithCall || around.contains(Around.GATE_OF_CALLER);
        vagus.with(surroundings.lab());
        if (around.contains(Around.BREAKER)) {
            vagus.withBreakers();
        }
        if (around.contains(Around.METRICS)) {
            vagus.withMetrics();
        }
        if (gated) {
            vagus.with("gate", MiddlewareOrder.GATE, new TokenGate(surroundings.tokens()), TOKEN);
        }
        timer = timer(surroundings, around);
        if (timer != null) {
            vagus.with("timer", MiddlewareOrder.METRICS, new TimerStep(timer));
        }
    }

    private static @Nullable CallTimer timer(Surroundings surroundings, Set<Around> around) {
        if (around.contains(Around.PLAIN_TIMER)) {
            return new PlainTimer();
        }
        return around.contains(Around.TIMER) ? new MicrometerTimer(surroundings.timer()) : null;
    }

    @Override
    public @Nullable Object call(String own, Map<String, Object> parameters) {
        if (tokenWithCall) {
            return registry.call(LabRunner.EXECUTE_STEP)
                    .with(parameters)
                    .token(own)
                    .invoke();
        }
        if (gated && token != own) {
            token = own;
        }
        return registry.invoke(LabRunner.EXECUTE_STEP, parameters);
    }

    @Override
    public @Nullable CallTimer timer() {
        return timer;
    }

    @Override
    public void close() {
        vagus.close();
    }

    /** The call may not be made. */
    static final class NotPermittedException extends VagusException {
        private static final long serialVersionUID = 1L;

        NotPermittedException(String operation) {
            super(ErrorCategory.AUTHORIZATION, "the token does not allow to call " + operation, null);
        }
    }

    /** Asks for the token what a gate asks for. */
    private final class TokenGate implements ApiMiddleware {
        private final VerifiedTokens tokens;

        TokenGate(VerifiedTokens tokens) {
            this.tokens = tokens;
        }

        @Override
        public Outcome around(Invocation invocation, Next next) {
            String shown = tokenWithCall && invocation.option(TOKEN) instanceof String given ? given : token;
            List<String> scopes = invocation.operation().scopes();
            for (int i = 0; i < scopes.size(); i++) {
                if (!tokens.permit(shown, scopes.get(i), invocation.startNanos())) {
                    return Outcome.failed(
                            new NotPermittedException(invocation.operation().qualifiedName()));
                }
            }
            return next.proceed(invocation);
        }
    }

    /** Times each call. */
    private record TimerStep(CallTimer timer) implements ApiMiddleware {
        @Override
        public Outcome around(Invocation invocation, Next next) {
            long start = invocation.startNanos();
            Outcome outcome = next.proceed(invocation);
            if (outcome.isDone()) {
                timer.record(System.nanoTime() - start);
                return outcome;
            }
            return outcome.onDone((value, error) -> timer.record(System.nanoTime() - start));
        }
    }
}
