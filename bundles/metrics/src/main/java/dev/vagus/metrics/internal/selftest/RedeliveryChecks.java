package dev.vagus.metrics.internal.selftest;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What is tried of messages whose handlers fail. */
final class RedeliveryChecks {
    private static final String CONCERN = "bus";
    private static final String TYPE = "Fragile";
    private static final RedeliveryPolicy TWICE = RedeliveryPolicy.NONE
            .withRetries(1)
            .withBackoff(Duration.ofMillis(10), 1)
            .withJitter(0);

    private RedeliveryChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(CONCERN, "retry", RedeliveryChecks::retry),
                new Check(CONCERN, "dead letter", RedeliveryChecks::deadLetter),
                new Check(CONCERN, "redrive", RedeliveryChecks::redrive));
    }

    private static String retry(Scene scene) throws InterruptedException {
        String channel = scene.channel();
        AtomicInteger attempts = new AtomicInteger();
        AtomicBoolean handled = new AtomicBoolean();
        scene.hear(SubscriptionSpec.on(channel).redelivered(TWICE), message -> {
            if (attempts.incrementAndGet() == 1) {
                throw new Deliberate();
            }
            handled.set(true);
        });
        scene.bus().send(channel, TYPE, Map.of());
        if (!Waiting.until(handled::get, scene.patience())) {
            throw new CheckFailed("a message whose first attempt failed was not handled within "
                    + Texts.time(scene.patience()) + ", after " + attempts.get() + " attempts; expected 2"
                    + scene.obstacles(TYPE));
        }
        return "handled at the second attempt";
    }

    private static String deadLetter(Scene scene) throws InterruptedException {
        AtomicBoolean well = new AtomicBoolean();
        DeadLetter letter = die(scene, well, new AtomicInteger());
        Texts.expect("its attempts", 2, letter.attempts());
        Texts.expect(
                "the category of its cause",
                ErrorCategory.UNAVAILABLE,
                letter.cause().category());
        return "kept after " + letter.attempts() + " attempts, with its cause";
    }

    private static String redrive(Scene scene) throws InterruptedException {
        AtomicBoolean well = new AtomicBoolean();
        AtomicInteger handled = new AtomicInteger();
        DeadLetter letter = die(scene, well, handled);
        well.set(true);
        Texts.expect("the answer to the redrive", Redrive.QUEUED, scene.bus().redrive(letter.id()));
        if (!Waiting.until(() -> handled.get() == 1, scene.patience())) {
            throw new CheckFailed("a dead letter that was redriven was not handled within "
                    + Texts.time(scene.patience()) + scene.obstacles(TYPE));
        }
        Texts.expect(
                "dead letters left",
                List.of(),
                letters(scene.bus(), letter.message().channel()));
        return "handled after all";
    }

    /** Lets a message fail until it is given up. */
    private static DeadLetter die(Scene scene, AtomicBoolean well, AtomicInteger handled) throws InterruptedException {
        String channel = scene.channel();
        MessageBus bus = scene.bus();
        scene.hear(SubscriptionSpec.on(channel).redelivered(TWICE), message -> {
            if (!well.get()) {
                throw new Deliberate();
            }
            handled.incrementAndGet();
        });
        bus.send(channel, TYPE, Map.of());
        if (!Waiting.until(() -> !letters(bus, channel).isEmpty(), scene.patience())) {
            throw new CheckFailed("a message that fails at every attempt was no dead letter within "
                    + Texts.time(scene.patience()) + scene.obstacles(TYPE));
        }
        return letters(bus, channel).get(0);
    }

    private static List<DeadLetter> letters(MessageBus bus, String channel) {
        return bus.deadLetters(DeadLetterFilter.ALL.onChannel(channel));
    }

    /** The handler fails because it is to fail, in a way that is worth another attempt. */
    private static final class Deliberate extends VagusException {
        private static final long serialVersionUID = 1L;

        Deliberate() {
            super(ErrorCategory.UNAVAILABLE, "the self-test fails here on purpose", null);
        }
    }
}
