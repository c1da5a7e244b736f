package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.Message;
import dev.vagus.bus.Priority;
import dev.vagus.bus.internal.engine.KeptLetter.Storage;
import dev.vagus.delivery.Receiver;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.StoredLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Dead letters as the text that a store keeps: one JSON object, ASCII, with all that is needed to show and redrive them.
 * What was said of time is said of the wall clock, and the deadline is left out: it means nothing to another process. Of a
 * credential it says that there was one, and of a token nothing.
 * Thread-safe.
 */
final class LetterText {
    /** What is added to the id of a subscription without a name: after a restart another may have that id. */
    private static final String FORMER = " (before a restart)";

    private static final int VERSION = 1;

    private final JsonMapper mapper =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private final Structures structures;

    LetterText(Structures structures) {
        this.structures = structures;
    }

    /** The text of a letter. */
    StoredLetter write(KeptLetter kept) {
        DeadLetter letter = kept.letter();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("version", VERSION);
        facts.put("subscription", letter.subscription());
        facts.put("named", kept.named());
        facts.put("module", letter.module());
        facts.put("attempts", letter.attempts());
        facts.put("firstFailedAt", letter.firstFailedAt().toEpochMilli());
        facts.put("failedAt", letter.failedAt().toEpochMilli());
        facts.put("cause", write(letter.cause()));
        facts.put("message", write(letter.message()));
        return new StoredLetter(kept.id(), mapper.writeValueAsString(facts), kept.isConfidential());
    }

    private static Map<String, @Nullable Object> write(ErrorRecord error) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("category", error.category().name());
        facts.put("type", error.type());
        facts.put("message", error.message());
        facts.put("stack", error.stack());
        ErrorRecord cause = error.cause();
        if (cause != null) {
            facts.put("cause", write(cause));
        }
        return facts;
    }

    private static Map<String, @Nullable Object> write(Message<Object> message) {
        if (!(message instanceof Envelope envelope)) {
            throw new IllegalStateException("a message of " + message.getClass());
        }
        Sending sending = envelope.sending();
        Duration life = sending.life().duration();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", message.id().toString());
        facts.put("timestamp", sending.timestamp());
        facts.put("channel", message.channel());
        facts.put("type", message.type());
        facts.put("source", message.source());
        facts.put("priority", message.priority().name());
        facts.put("timeToLive", life == null ? null : life.toString());
        facts.put("headers", TokenHeader.without(message.headers()));
        facts.put("correlation", message.correlationId());
        facts.put("origin", sending.flow().origin());
        facts.put("metadata", sending.flow().metadata());
        if (sending.flow().credential() != null) {
            facts.put("credential", true);
        }
        facts.put("data", PlainJson.encode(envelope.structure()));
        return facts;
    }

    /**
     * The letter that a text tells.
     *
     * @throws RuntimeException of any class when it is none of this version
     */
    KeptLetter read(StoredLetter stored) {
        JsonFacts facts = new JsonFacts(mapper.readValue(stored.content(), Map.class));
        if (facts.number("version") != VERSION) {
            throw new IllegalArgumentException("a dead letter of version " + facts.number("version"));
        }
        String subscription = facts.text("subscription") + (facts.truth("named") ? "" : FORMER);
        DeadLetter letter = new DeadLetter(
                stored.id(),
                message(facts.facts("message")),
                subscription,
                facts.text("module"),
                (int) facts.number("attempts"),
                Instant.ofEpochMilli(facts.number("firstFailedAt")),
                Instant.ofEpochMilli(facts.number("failedAt")),
                error(facts.facts("cause")),
                false);
        return new KeptLetter(letter, true, stored.confidential(), Storage.STORED);
    }

    private static ErrorRecord error(JsonFacts facts) {
        return new ErrorRecord(
                ErrorCategory.valueOf(facts.text("category")),
                facts.text("type"),
                facts.text("message"),
                facts.texts("stack"),
                facts.has("cause") ? error(facts.facts("cause")) : null);
    }

    private Envelope message(JsonFacts facts) {
        Map<String, String> headers = facts.strings("headers");
        String correlation = facts.textOrNull("correlation");
        String life = facts.textOrNull("timeToLive");
        FlowContext flow = FlowContext.NONE.with(
                correlation,
                FlowContext.NO_DEADLINE,
                headers.get(FlowContext.TRACEPARENT),
                0,
                facts.textOrNull("origin"),
                facts.strings("metadata"));
        if (facts.has("credential")) {
            flow = flow.with(LapsedCredential.LAPSED);
        }
        Sending sending = new Sending(
                TimeOrderedId.parse(facts.text("id")).value(),
                facts.number("timestamp"),
                facts.text("source"),
                new Life(Receiver.NEVER, life == null ? null : Duration.parse(life)),
                flow);
        Draft said = new Draft(
                facts.text("channel"),
                facts.text("type"),
                Priority.valueOf(facts.text("priority")),
                null,
                headers,
                correlation,
                false);
        Object data = structures.freeze(PlainJson.decode(facts.get("data")));
        return new Envelope(sending, said, structures, data);
    }
}
