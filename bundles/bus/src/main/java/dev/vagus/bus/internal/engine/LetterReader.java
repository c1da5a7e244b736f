package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeadLetter;
import dev.vagus.module.ErrorRecord;
import dev.vagus.spi.Gate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at dead letters, once: what is in one may be seen by whoever may hear its channel. Of the others is told that they
 * are there, of which type, and where they failed; the words of an error may quote what was in the message.
 */
final class LetterReader {
    private static final String WITHHELD = "withheld";

    /** Finds the gate that is to be asked now. */
    interface Gatekeeping {
        /** The gate; null when there is none to ask. */
        @Nullable
        Gate effective();
    }

    private final @Nullable Gate gate;
    private final Owner reader;
    private final Map<String, String> reasons = new HashMap<>();

    LetterReader(@Nullable Gatekeeping gatekeeping, Owner reader) {
        this.gate = gatekeeping == null ? null : gatekeeping.effective();
        this.reader = reader;
    }

    /** The letter as the reader may see it. */
    DeadLetter told(DeadLetter letter) {
        if (gate == null) {
            return letter;
        }
        String channel = letter.message().channel();
        String why = reasons.computeIfAbsent(channel, name -> new ChannelGate(gate, name).whyDeaf(reader));
        return why.isEmpty() ? letter : without(letter, why);
    }

    private static DeadLetter without(DeadLetter letter, String why) {
        if (!(letter.message() instanceof Envelope envelope)) {
            throw new IllegalStateException("a message of " + letter.message().getClass());
        }
        return new DeadLetter(
                letter.id(),
                envelope.bare(),
                letter.subscription(),
                letter.module(),
                letter.attempts(),
                letter.firstFailedAt(),
                letter.failedAt(),
                wordless(letter.cause()),
                letter.stored(),
                why);
    }

    private static ErrorRecord wordless(ErrorRecord error) {
        ErrorRecord cause = error.cause();
        return new ErrorRecord(
                error.category(), error.type(), WITHHELD, error.stack(), cause == null ? null : wordless(cause));
    }
}
