package dev.vagus.security.internal.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes tokens of any header and payload, rightly signed or not. Begins with what is accepted. */
final class Forge {
    private final JWK key;
    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private String headerText = "";
    private String claimsText = "";

    Forge(JWK key, FakeTime time) {
        this.key = key;
        long now = time.instant().getEpochSecond();
        header("alg", algorithm(key)).header("typ", "at+jwt").header("kid", key.getKeyID());
        claim("iss", "vagus").claim("sub", "ada").claim("aud", "vagus").claim("jti", "made-by-hand");
        claim("iat", now).claim("nbf", now).claim("exp", now + 3600).claim("scope", "api:LabRunner.*");
    }

    static String algorithm(JWK key) {
        return switch (key.getKeyType().getValue()) {
            case "EC" -> "ES256";
            case "RSA" -> "RS256";
            default -> key.getAlgorithm().getName();
        };
    }

    static JWKSet keys(Path file) {
        try {
            return JWKSet.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    Forge header(String name, Object value) {
        header.put(name, value);
        return this;
    }

    Forge claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    Forge without(String name) {
        header.remove(name);
        claims.remove(name);
        return this;
    }

    Forge headerText(String json) {
        headerText = json;
        return this;
    }

    Forge claimsText(String json) {
        claimsText = json;
        return this;
    }

    String headerJson() {
        return headerText.isEmpty() ? JSONObjectUtils.toJSONString(header) : headerText;
    }

    String claimsJson() {
        return claimsText.isEmpty() ? JSONObjectUtils.toJSONString(claims) : claimsText;
    }

    /** The first two parts. */
    String unsigned() {
        return encode(headerJson().getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claimsJson().getBytes(StandardCharsets.UTF_8));
    }

    String sign() {
        return signBy(key);
    }

    String signBy(JWK other) {
        try {
            JWSAlgorithm algorithm = JWSAlgorithm.parse(algorithm(other));
            JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(other, algorithm);
            String unsigned = unsigned();
            return unsigned + "." + signer.sign(new JWSHeader(algorithm), unsigned.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String signature(byte[] bytes) {
        return unsigned() + "." + encode(bytes);
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
