package dev.vagus.bus.internal.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header that brings a token: {@code authorization}, however it is spelt. It is for the gate and for nobody else. */
final class TokenHeader {
    private static final String NAME = "authorization";

    private TokenHeader() {}

    private static boolean is(String name) {
        return name.length() == NAME.length() && name.equalsIgnoreCase(NAME);
    }

    static boolean isIn(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return false;
        }
        for (String name : headers.keySet()) {
            if (is(name)) {
                return true;
            }
        }
        return false;
    }

    /** The token; empty, which is none, where two spellings bring different ones; null where there is no such header. */
    static @Nullable String of(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return null;
        }
        String token = null;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (is(header.getKey())) {
                token = token == null || token.equals(header.getValue()) ? header.getValue() : "";
            }
        }
        return token;
    }

    /** The other headers; the same map where there is no such header. */
    static Map<String, String> without(Map<String, String> headers) {
        if (!isIn(headers)) {
            return headers;
        }
        if (headers.size() == 1) {
            return Map.of();
        }
        Map<String, String> others = new HashMap<>(headers);
        others.keySet().removeIf(TokenHeader::is);
        return Map.copyOf(others);
    }
}
