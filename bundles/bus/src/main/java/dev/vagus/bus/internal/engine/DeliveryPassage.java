package dev.vagus.bus.internal.engine;

import dev.vagus.bus.MessageDelivery;
import dev.vagus.bus.MessageInterceptor.Next;
import dev.vagus.bus.internal.engine.HandlerReceiver.Failures;
import dev.vagus.delivery.Verdict;
import dev.vagus.delivery.budget.HandlerWatch;
import dev.vagus.delivery.structure.BindException;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.Outcome;
import dev.vagus.spi.FlowContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The way of one attempt from the mailbox through the interceptors to the handler, as often as they go on. */
final class DeliveryPassage extends Passage {
    /** What is inside of the interceptors. */
    @FunctionalInterface
    interface Handler {
        /** Converts the payload and calls the handler; null when it is done already. */
        @Nullable
        CompletionStage<?> call(Envelope envelope) throws Exception;
    }

    private final Delivery delivery;
    private final BusSubscription subscription;
    private final Structures structures;
    private final Handler handler;

    DeliveryPassage(Delivery delivery, BusSubscription subscription, Structures structures, Handler handler) {
        this.delivery = delivery;
        this.subscription = subscription;
        this.structures = structures;
        this.handler = handler;
    }

    BusSubscription subscription() {
        return subscription;
    }

    Structures structures() {
        return structures;
    }

    int attempt() {
        return delivery.attempts() + 1;
    }

    /** Makes the attempt; what becomes of it is settled now or when the outcome completes. */
    Verdict deliver(Next<MessageDelivery> around, Failures failures, HandlerWatch watch) {
        Envelope envelope = delivery.heard();
        FlowContext before = FlowContext.swap(envelope.flow());
        Outcome end;
        try {
            end = around.proceed(new Incoming(this, envelope));
        } finally {
            FlowContext.set(before);
        }
        if (!end.isDone()) {
            return subscription.stages().follow(delivery, end.toStage(), failures, watch);
        }
        Throwable error = end.error();
        if (error != null) {
            return failures.failed(delivery, recordOf(error));
        }
        failures.ended(delivery);
        return Verdict.DELIVERED;
    }

    /** The innermost interceptor has passed it on. */
    Outcome arrive(Envelope envelope) {
        CompletionStage<?> stage;
        try {
            stage = handler.call(envelope);
        } catch (BindException e) {
            return failed(new Misfit(HandlerReceiver.refusal(e)));
        } catch (Throwable e) {
            HandlerReceiver.restoreInterrupt(e);
            return failed(e);
        }
        return stage == null ? Outcome.of((Object) null) : later(stage);
    }

    private Outcome later(CompletionStage<?> stage) {
        CompletableFuture<@Nullable Object> end = new CompletableFuture<>();
        try {
            stage.whenComplete((nothing, error) -> {
                if (error == null) {
                    end.complete(null);
                } else {
                    end.completeExceptionally(failure(error));
                }
            });
        } catch (Throwable e) {
            return failed(e);
        }
        return Outcome.of(end);
    }

    private Throwable failure(Throwable error) {
        Throwable bare = OpenStages.bare(error);
        failed(bare);
        return bare;
    }

    @Override
    Outcome pending(InterceptorEntry entry, Outcome outcome) {
        return outcome.recover(error -> returned(entry, Outcome.failed(error)));
    }

    @Override
    String whatHappened(boolean refused) {
        return delivery.envelope()
                + (refused ? " was refused to " : " did not reach ")
                + subscription
                + (refused ? " by" : " because of an error in");
    }
}
