package dev.vagus.bus.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.MessageDelivery;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageSending;
import dev.vagus.module.Outcome;
import org.junit.jupiter.api.Test;

class InterceptorNamesTest {
    static final class Nested implements MessageInterceptor {}

    @FunctionalInterface
    interface AroundSend extends MessageInterceptor {
        @Override
        Outcome aroundSend(MessageSending sending, Next<MessageSending> next);
    }

    @Test
    void anInterceptorWithoutANameIsCalledAsItsClassIsWritten() {
        AroundSend lambda = (sending, next) -> next.proceed(sending);
        MessageInterceptor anonymous = new MessageInterceptor() {
            @Override
            public Outcome aroundDelivery(MessageDelivery delivery, Next<MessageDelivery> next) {
                return next.proceed(delivery);
            }
        };
        assertThat(InterceptorServices.nameOf(MessageInterceptor.class)).isEqualTo("MessageInterceptor");
        assertThat(InterceptorServices.nameOf(Nested.class)).isEqualTo("Nested");
        assertThat(InterceptorServices.nameOf(lambda.getClass())).isEqualTo("InterceptorNamesTest");
        assertThat(InterceptorServices.nameOf(anonymous.getClass())).isEqualTo("InterceptorNamesTest$1");
    }
}
