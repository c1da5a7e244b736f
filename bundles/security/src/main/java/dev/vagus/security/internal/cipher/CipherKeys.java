package dev.vagus.security.internal.cipher;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import org.jspecify.annotations.Nullable;

/** The keys of payloads. Thread-safe. */
public interface CipherKeys {
    /** By what is sealed now; null for not at all. */
    @Nullable
    EncryptionMethod method();

    /**
     * The newest key for this method; made if there is none.
     *
     * @throws dev.vagus.module.VagusException when there is none and none can be made
     */
    OctetSequenceKey newest(EncryptionMethod method);

    /** The key of this id for this method; null when it is not known. */
    @Nullable
    OctetSequenceKey find(String id, EncryptionMethod method);
}
