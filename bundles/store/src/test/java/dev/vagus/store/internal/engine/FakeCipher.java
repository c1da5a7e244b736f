package dev.vagus.store.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.PayloadCipher;
import dev.vagus.spi.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES by the JDK with a key out of a byte; the nonce is the same always, which is for tests only. */
record FakeCipher(int key) implements PayloadCipher {
    private byte[] work(int mode, byte[] input, String context) throws GeneralSecurityException {
        byte[] secret = new byte[16];
        secret[0] = (byte) key;
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(128, new byte[12]));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(input);
    }

    @Override
    public String seal(String text, String context) {
        try {
            byte[] sealed = work(Cipher.ENCRYPT_MODE, text.getBytes(StandardCharsets.UTF_8), context);
            return key + "." + Base64.getUrlEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String open(String sealed, String context) {
        String[] parts = sealed.split("\\.");
        if (!parts[0].equals(Integer.toString(key))) {
            throw new StoreException(ErrorCategory.UNAVAILABLE, "the key " + parts[0] + " is not known", null);
        }
        try {
            return new String(
                    work(Cipher.DECRYPT_MODE, Base64.getUrlDecoder().decode(parts[1]), context),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StoreException(ErrorCategory.VALIDATION, "it was changed since it was encrypted", e);
        }
    }
}
