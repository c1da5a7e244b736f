package dev.vagus.store.internal.engine;

import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import dev.vagus.spi.PayloadCipher;
import dev.vagus.spi.StoreException;
import dev.vagus.spi.StoredLetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what must not be written as it is, and opens it again, by the cipher that is there. What cannot be sealed is refused;
 * what cannot be opened is shown as unreadable. Thread-safe.
 */
public final class Sealing {
    /** The only entry of the data of an event that is sealed; publishers cannot give an entry such a name. */
    static final String SEALED = "vagus.sealed";

    /** The only entry of the data of an event that could not be opened: why not. */
    static final String UNREADABLE = "vagus.unreadable";

    /** What the JSON of sealed data begins with. */
    static final String JSON_START = "{\"" + SEALED + "\":";

    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
    private static final String LETTER_START = SEALED + ':';

    private volatile @Nullable PayloadCipher cipher;

    /** From now on this cipher is used. */
    public synchronized void cipher(PayloadCipher now) {
        cipher = now;
    }

    /** This cipher has gone; another may be there already. */
    @SuppressWarnings("ReferenceEquality")
    public synchronized void without(PayloadCipher gone) {
        if (cipher == gone) {
            cipher = null;
        }
    }

    private PayloadCipher cipher() {
        PayloadCipher now = cipher;
        if (now == null) {
            throw new StoreException(
                    ErrorCategory.UNAVAILABLE,
                    "it is encrypted, and there is nothing that encrypts: start the bundle dev.vagus.security",
                    null);
        }
        return now;
    }

    /**
     * The event as it may be written: itself, or sealed.
     *
     * @throws VagusException when it cannot be sealed
     */
    ModuleEvent sealed(ModuleEvent event, Rows rows) {
        if (!event.is(Mark.ENCRYPTED)) {
            return event;
        }
        return with(event, SEALED, cipher().seal(rows.json(event.data()), context(event)));
    }

    /** The event as it was before it was sealed, or one that says why that cannot be read. */
    ModuleEvent opened(ModuleEvent event, Rows rows) {
        if (!event.is(Mark.ENCRYPTED)) {
            return event;
        }
        if (!(event.data().get(SEALED) instanceof String text)) {
            return with(event, UNREADABLE, "it is marked as encrypted and is not: somebody changed it");
        }
        try {
            return with(event, rows.data(cipher().open(text, context(event))));
        } catch (VagusException e) {
            LOG.debug("event {} cannot be opened", event.id(), e);
            return with(event, UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static String context(ModuleEvent event) {
        return "event:" + event.id();
    }

    private static ModuleEvent with(ModuleEvent event, String key, String value) {
        return with(event, Map.of(key, value));
    }

    private static ModuleEvent with(ModuleEvent event, Map<String, Object> data) {
        return new ModuleEvent(
                event.id(),
                event.name(),
                event.channel(),
                event.source(),
                event.timestamp(),
                event.correlationId(),
                data,
                event.marks());
    }

    /**
     * The content of a letter as it may be written.
     *
     * @throws StoreException of the category {@code validation} when it cannot be sealed, since the others can be written
     */
    String written(StoredLetter letter) {
        if (!letter.confidential()) {
            return letter.content();
        }
        try {
            return LETTER_START
                    + cipher().seal(letter.content(), context(letter.id().toString()));
        } catch (VagusException e) {
            throw new StoreException(
                    ErrorCategory.VALIDATION,
                    "The dead letter " + letter.id() + " is not stored: " + e.getMessage(),
                    e);
        }
    }

    /**
     * The letter that was written.
     *
     * @throws VagusException when it was sealed and cannot be opened
     */
    StoredLetter read(StoredLetter row) {
        if (!row.content().startsWith(LETTER_START)) {
            return row;
        }
        String sealed = row.content().substring(LETTER_START.length());
        return new StoredLetter(row.id(), cipher().open(sealed, context(row.id().toString())), true);
    }

    private static String context(String letter) {
        return "letter:" + letter;
    }
}
