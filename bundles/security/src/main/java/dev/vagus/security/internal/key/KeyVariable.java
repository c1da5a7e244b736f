package dev.vagus.security.internal.key;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An environment variable with a JWK or a JWK set. */
record KeyVariable(String variable, UnaryOperator<@Nullable String> environment) implements KeySource {
    @Override
    public String name() {
        return "the variable " + variable;
    }

    @Override
    public JWKSet read() {
        String text = environment.apply(variable);
        if (text == null || text.isBlank()) {
            throw new KeyException("the variable " + variable + " is empty: put a JWK set into it", null);
        }
        return KeyFile.parse(text, name());
    }
}
