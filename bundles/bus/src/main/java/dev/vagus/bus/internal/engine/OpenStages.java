package dev.vagus.bus.internal.engine;

import dev.vagus.bus.internal.engine.HandlerReceiver.Failures;
import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.Verdict;
import dev.vagus.delivery.budget.HandlerWatch;
import dev.vagus.delivery.budget.OpenCall;
import dev.vagus.module.ErrorRecord;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * The stages of one subscription's asynchronous handler that are not complete. While there are as many as its concurrency,
 * the mailbox hands nothing out. They are counted over versions of the module.
 */
final class OpenStages {
    private final BusSubscription subscription;
    private final Mailbox<Delivery> mailbox;

    /** Guarded by this object, under whose lock the mailbox is told. */
    private int open;

    OpenStages(BusSubscription subscription) {
        this.subscription = subscription;
        mailbox = subscription.mailbox();
    }

    /** Settles the delivery when the stage completes, on the thread that completes it. */
    Verdict follow(Delivery delivery, CompletionStage<?> stage, Failures failures, HandlerWatch watch) {
        count(1);
        OpenCall call = watch.enter(null);
        try {
            stage.whenComplete((value, error) -> {
                try {
                    settle(delivery, error, failures);
                } finally {
                    watch.leave(call);
                    count(-1);
                }
            });
        } catch (Throwable e) {
            watch.leave(call);
            count(-1);
            return failures.failed(delivery, ErrorRecord.of(e));
        }
        return Verdict.LATER;
    }

    private void settle(Delivery delivery, Throwable error, Failures failures) {
        if (error == null) {
            failures.ended(delivery);
            mailbox.settle(Verdict.DELIVERED);
        } else {
            mailbox.settle(failures.failed(delivery, Passage.recordOf(bare(error))));
        }
    }

    static Throwable bare(Throwable error) {
        Throwable cause = error.getCause();
        boolean wrapped = error instanceof CompletionException || error instanceof ExecutionException;
        return wrapped && cause != null ? cause : error;
    }

    private synchronized void count(int difference) {
        open += difference;
        mailbox.gate().stall(open >= subscription.terms().handling().concurrency());
    }
}
