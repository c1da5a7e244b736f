package dev.vagus.itests;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token signed by a secret that the test gave to the security bundle; right in all that a test does not change. */
final class HandmadeToken {
    /** The id of the key. */
    static final String KEY_ID = "handmade";

    private static final String SECRET = "0123456789abcdef".repeat(3);
    private static final String OTHER_SECRET = "fedcba9876543210".repeat(3);
    private static final long HOUR = 3600;

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private String secret = SECRET;

    HandmadeToken(String scope) {
        long now = Instant.now().getEpochSecond();
        with("alg", "HS256").with("typ", "at+jwt").with("kid", KEY_ID);
        claim("iss", "vagus").claim("sub", "mallory").claim("aud", "vagus").claim("jti", "made-by-hand-" + scope);
        claim("iat", now - HOUR)
                .claim("nbf", now - HOUR)
                .claim("exp", now + HOUR)
                .claim("scope", scope);
    }

    /** The file of keys with that secret. */
    static String keys() {
        return "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"" + KEY_ID + "\",\"alg\":\"HS256\",\"use\":\"sig\",\"k\":\""
                + secret() + "\"}]}";
    }

    /** The secret as it is in the file. */
    static String secret() {
        return encode(SECRET.getBytes(StandardCharsets.US_ASCII));
    }

    HandmadeToken with(String name, Object value) {
        header.put(name, value);
        return this;
    }

    HandmadeToken claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    /** Its times, in hours from now. */
    HandmadeToken lasting(long fromHours, long untilHours) {
        long now = Instant.now().getEpochSecond();
        return claim("iat", now + Math.min(0, fromHours) * HOUR)
                .claim("nbf", now + fromHours * HOUR)
                .claim("exp", now + untilHours * HOUR);
    }

    HandmadeToken signedByAnother() {
        secret = OTHER_SECRET;
        return this;
    }

    String sign() {
        String text = encode(json(header)) + "." + encode(json(claims));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return text + "." + encode(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] json(Map<String, Object> members) {
        return members.entrySet().stream()
                .map(each -> '"' + each.getKey() + "\":"
                        + (each.getValue() instanceof Number ? each.getValue() : "\"" + each.getValue() + '"'))
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
