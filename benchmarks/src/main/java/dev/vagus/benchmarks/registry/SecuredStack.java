package dev.vagus.benchmarks.registry;

import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.TokenService;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Vagus with its security switched on, a token required for every call: the registry, which checks the parameters, and the real
 * gate, which is shown a real token with each call.
 */
final class SecuredStack implements Stack {
    private final VagusRegistry vagus = new VagusRegistry();
    private final ApiRegistry registry = vagus.service();
    private final LabRunner lab;
    private final SecurityService security;
    private final String token;

    SecuredStack(Surroundings surroundings) {
        lab = surroundings.lab();
        vagus.with(lab).withSecurity();
        token = vagus.service(TokenService.class)
                .issue(TokenRequest.user("ann", LabRunner.SCOPE))
                .accessToken();
        security = vagus.service(SecurityService.class);
        security.enable(SecuritySpec.DEFAULTS);
    }

    @Override
    public @Nullable Object call(String others, Map<String, Object> parameters) {
        return registry.call(LabRunner.EXECUTE_STEP)
                .with(parameters)
                .token(token)
                .invoke();
    }

    /**
     * Ends it.
     *
     * @throws IllegalStateException when not every call was asked for
     */
    @Override
    public void close() {
        long allowed = security.snapshot().allowed();
        vagus.close();
        if (allowed != lab.calls()) {
            throw new IllegalStateException(
                    "the gate let " + allowed + " calls through, but there were " + lab.calls());
        }
    }
}
