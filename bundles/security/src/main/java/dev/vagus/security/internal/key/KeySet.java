package dev.vagus.security.internal.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our keys at one moment, as they are in the file: a JWK set, with a member that says which are retired. Immutable. */
record KeySet(List<OwnKey> keys, Map<String, TrustedKey> trusted) {
    private static final String RETIRED = "retired";

    static KeySet of(List<OwnKey> all) {
        List<OwnKey> sorted = new ArrayList<>(all);
        sorted.sort(OwnKey.NEWEST);
        Map<String, TrustedKey> trusted = new HashMap<>();
        for (OwnKey each : sorted) {
            TrustedKey key = TrustedKey.of(each.jwk());
            if (key != null) {
                trusted.put(each.id(), key);
            }
        }
        return new KeySet(List.copyOf(sorted), Map.copyOf(trusted));
    }

    static KeySet read(JWKSet set, String where) {
        Map<?, ?> retired = set.getAdditionalMembers().get(RETIRED) instanceof Map<?, ?> map ? map : Map.of();
        List<OwnKey> keys = new ArrayList<>();
        Map<String, JWK> ids = new HashMap<>();
        for (JWK each : set.getKeys()) {
            String id = each.getKeyID();
            if (id == null || id.isBlank()) {
                throw new KeyException(where + " has a key without an id: give it a 'kid'", null);
            }
            if (ids.put(id, each) != null) {
                throw new KeyException(where + " has two keys with the id '" + id + "': take one away", null);
            }
            keys.add(new OwnKey(
                    each,
                    retired.get(id) instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null));
        }
        return of(keys);
    }

    JWKSet written() {
        Map<String, Object> retired = new LinkedHashMap<>();
        for (OwnKey each : keys) {
            if (each.retired() != null) {
                retired.put(each.id(), each.retired().getEpochSecond());
            }
        }
        return new JWKSet(
                keys.stream().map(OwnKey::jwk).toList(), retired.isEmpty() ? Map.of() : Map.of(RETIRED, retired));
    }
}
