package dev.vagus.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes payloads unreadable for who has not its keys, and readable again. A service; of several the one of the highest ranking
 * is used. It seals with its newest key and opens what was sealed with any that it still has. Thread-safe; never blocks for
 * longer than the work takes.
 */
@ConsumerType
public interface PayloadCipher {
    /**
     * Seals a text.
     *
     * @param context what the text belongs to, such as {@code event:} and an id: it is needed to open it, so that nobody can
     *     put it in the place of another
     * @return ASCII without spaces, which says by which key it was sealed
     * @throws dev.vagus.module.VagusException of the category {@code unavailable} when it is told not to encrypt
     */
    String seal(String text, String context);

    /**
     * Opens what was sealed.
     *
     * @throws dev.vagus.module.VagusException of the category {@code validation} when it was changed since, is none, or
     *     belongs to another context; of the category {@code unavailable} when its key is not known here
     */
    String open(String sealed, String context);
}
