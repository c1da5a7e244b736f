package dev.vagus.bus.internal.engine;

import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.MessageDelivery;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.module.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What the tests of interceptors begin with. */
abstract class InterceptorBench {
    static final Owner GUARD = new Owner("Guard", 9);

    final Bench bench = new Bench(Bench.settings(RedeliveryPolicy.NONE));
    final List<String> seen = new ArrayList<>();

    /** Code around sending only. */
    @FunctionalInterface
    interface AroundSend extends MessageInterceptor {
        @Override
        Outcome aroundSend(MessageSending sending, Next<MessageSending> next) throws Exception;
    }

    /** Code around delivery only. */
    @FunctionalInterface
    interface AroundDelivery extends MessageInterceptor {
        @Override
        Outcome aroundDelivery(MessageDelivery delivery, Next<MessageDelivery> next) throws Exception;
    }

    /** Says when a message passes it, in both ways. */
    final class Watcher implements MessageInterceptor {
        private final String name;

        Watcher(String name) {
            this.name = name;
        }

        @Override
        public Outcome aroundSend(MessageSending sending, Next<MessageSending> next) {
            seen.add(name + " sends " + sending.type());
            return next.proceed(sending)
                    .onDone((offered, error) -> seen.add(name + " sent to " + (error == null ? offered : "nobody")));
        }

        @Override
        public Outcome aroundDelivery(MessageDelivery delivery, Next<MessageDelivery> next) {
            seen.add(name + " gives " + delivery.message().type() + " to " + delivery.subscription() + " at "
                    + delivery.attempt());
            return next.proceed(delivery)
                    .onDone((nothing, error) -> seen.add(name + " gave " + (error == null ? "it" : error)));
        }
    }

    final InterceptorEntry send(AroundSend interceptor) {
        return add("send", 0, interceptor);
    }

    final InterceptorEntry delivery(AroundDelivery interceptor) {
        return add("delivery", 0, interceptor);
    }

    final InterceptorEntry add(String name, int order, MessageInterceptor interceptor, String... channels) {
        InterceptorEntry entry = new InterceptorEntry(
                name, GUARD, new InterceptorEntry.Place(order, 0, -1), List.of(channels), interceptor);
        bench.engine.addInterceptor(entry);
        return entry;
    }

    final void remove(InterceptorEntry entry) {
        bench.engine.intercept(entry, null);
    }

    final InterceptorSnapshot figures(int at) {
        return bench.engine.interceptors().get(at);
    }
}
