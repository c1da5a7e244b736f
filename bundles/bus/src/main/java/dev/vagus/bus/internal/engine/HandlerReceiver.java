package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageDelivery;
import dev.vagus.bus.MessageInterceptor.Next;
import dev.vagus.delivery.Receiver;
import dev.vagus.delivery.Verdict;
import dev.vagus.delivery.budget.HandlerWatch;
import dev.vagus.delivery.meter.HandlerTimer;
import dev.vagus.delivery.structure.BindException;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.delivery.trace.CarefulTracer;
import dev.vagus.delivery.trace.TracerSlot;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.spi.DeliveryGuard;
import dev.vagus.spi.DeliveryMeter;
import dev.vagus.spi.FlowContext;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Brings messages out of a mailbox to one handler. It is all that holds the module's classes: when the handler goes, the
 * receiver is detached from its mailbox and forgotten.
 */
final class HandlerReceiver implements Receiver<Delivery> {
    private final HandlerCall handler;
    private final OpenStages stages;
    private final HandlerWatch watch;
    private final PayloadType payload;
    private final Failures failures;
    private final String name;
    private final Owner owner;
    private final BusSubscription subscription;
    private final Channel channel;
    private final Structures structures;
    private final SubscriptionGuard guard;
    private final HandlerTimer timer;
    private final TracerSlot tracers;
    private final BiFunction<Delivery, Failures, Verdict> attempt = this::attempt;

    /** The receiver of this handler, which the subscription has from now on. */
    HandlerReceiver(BusSubscription subscription, AttachedHandler attached, Structures structures, TracerSlot tracers) {
        this.subscription = subscription;
        this.structures = structures;
        this.tracers = tracers;
        handler = attached.call();
        payload = attached.payload();
        watch = attached.watch();
        timer = attached.timer();
        owner = attached.owner();
        name = subscription.toString();
        failures = subscription.redelivery();
        stages = subscription.stages();
        guard = subscription.guard();
        channel = subscription.channel();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public HandlerWatch watch() {
        return watch;
    }

    @Override
    public long deadline(Delivery delivery) {
        return delivery.deadline();
    }

    @Override
    public void expired(Delivery delivery) {
        failures.ended(delivery);
        TracedDelivery trace = trace(delivery, Failures.NONE);
        if (trace != null) {
            trace.note("expired", "its time to live or its deadline was over before it was its turn");
            trace.ended(delivery);
        }
    }

    /** What is recorded of this attempt; null for nothing. */
    private @Nullable TracedDelivery trace(Delivery delivery, Failures ending) {
        CarefulTracer tracer = tracers.now();
        return tracer == null ? null : TracedDelivery.begin(tracer, delivery, subscription, ending);
    }

    @Override
    public Verdict receive(Delivery delivery) {
        return receive(delivery, FlowContext.place());
    }

    @Override
    public Verdict receive(Delivery delivery, @Nullable Object[] place) {
        ChannelGate gate = channel.gate();
        if (gate != null) {
            Verdict stopped = stopped(gate, delivery);
            if (stopped != null) {
                return stopped;
            }
        }
        return guard.isOn() || tracers.isOn() ? receiveAside(delivery) : attemptNow(delivery, failures, place);
    }

    /** What few messages pass: a guard, a tracer. */
    private Verdict receiveAside(Delivery delivery) {
        DeliveryGuard guarding = guard.now();
        return guarding == null ? attempt(delivery, failures) : guard.receive(guarding, delivery, failures, attempt);
    }

    /** What becomes of a message that the gate keeps from the handler; null when it does not. */
    private @Nullable Verdict stopped(ChannelGate gate, Delivery delivery) {
        if (gate.closed() != null) {
            // Taken out just before the mailbox was held.
            guard.postpone(delivery);
            return Verdict.LATER;
        }
        ErrorRecord refusal = subscription.hearing().refusal(gate);
        if (refusal == null) {
            return null;
        }
        TracedDelivery trace = trace(delivery, subscription.redelivery());
        if (trace == null) {
            return subscription.redelivery().refused(delivery, refusal);
        }
        trace.note("refused", refusal.message());
        return trace.refused(refusal, subscription.redelivery());
    }

    private Verdict attempt(Delivery delivery, Failures ending) {
        TracedDelivery trace = trace(delivery, ending);
        return trace == null
                ? attemptNow(delivery, ending, FlowContext.place())
                : attemptNow(trace, trace, FlowContext.place());
    }

    private Verdict attemptNow(Delivery delivery, Failures ending, @Nullable Object[] place) {
        DeliveryMeter meter = timer.isOn() ? timer.now() : null;
        long begin = meter == null ? 0 : timer.begin();
        Next<MessageDelivery> around = channel.aroundDelivery();
        if (around != null) {
            return through(around, delivery, timed(meter, begin, ending));
        }
        CompletionStage<?> stage;
        try {
            stage = call(delivery.heard(), place);
        } catch (BindException e) {
            return failed(meter, begin, delivery, refusal(e), ending);
        } catch (Throwable e) {
            restoreInterrupt(e);
            return failed(meter, begin, delivery, ErrorRecord.of(e), ending);
        }
        if (stage != null) {
            return stages.follow(delivery, stage, timed(meter, begin, ending), watch);
        }
        if (meter != null) {
            timer.ended(meter, delivery.envelope().timestamp, begin, null);
        }
        ending.ended(delivery);
        return Verdict.DELIVERED;
    }

    private Verdict failed(
            @Nullable DeliveryMeter meter, long begin, Delivery delivery, ErrorRecord error, Failures ending) {
        if (meter != null) {
            timer.ended(meter, delivery.envelope().timestamp, begin, error.category());
        }
        return ending.failed(delivery, error);
    }

    private Failures timed(@Nullable DeliveryMeter meter, long begin, Failures ending) {
        return meter == null ? ending : new TimedEnding(timer, meter, begin, ending);
    }

    private Verdict through(Next<MessageDelivery> around, Delivery delivery, Failures ending) {
        return new DeliveryPassage(delivery, subscription, structures, each -> call(each, FlowContext.place()))
                .deliver(around, ending, watch);
    }

    private @Nullable CompletionStage<?> call(Envelope envelope, @Nullable Object[] place) throws Exception {
        Message<?> fitting = payload.fit(envelope);
        Message<?> message =
                envelope.isRequest() ? new TypedMessage<>(envelope, fitting.data(), owner.module()) : fitting;
        FlowContext before = FlowContext.current(place);
        FlowContext.set(place, envelope.flow());
        try {
            return handler.run(message);
        } finally {
            FlowContext.set(place, before);
        }
    }

    static ErrorRecord refusal(BindException e) {
        ErrorRecord plain = ErrorRecord.of(e);
        return new ErrorRecord(
                ErrorCategory.VALIDATION,
                plain.type(),
                "the payload does not fit the handler's type: " + plain.message(),
                plain.stack(),
                plain.cause());
    }

    static void restoreInterrupt(Throwable e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done about an attempt that failed. */
    interface Failures {
        /** Nothing. */
        Failures NONE = new Failures() {
            @Override
            public Verdict failed(Delivery delivery, ErrorRecord error) {
                return Verdict.DEAD;
            }

            @Override
            public void ended(Delivery delivery) {}
        };

        /** Decides on the message: given up, or kept for another attempt. */
        Verdict failed(Delivery delivery, ErrorRecord error);

        /** No further attempt is needed: it was delivered or has expired. */
        void ended(Delivery delivery);
    }
}
