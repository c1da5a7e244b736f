package dev.vagus.bus.stamp;

import dev.vagus.bus.MessageDelivery;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageRefusedException;
import dev.vagus.bus.MessageSending;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Outcome;

/** The component of a test module: marks messages, and refuses those that say so. */
public final class Stamp implements MessageInterceptor {
    @Override
    public Outcome aroundSend(MessageSending sending, Next<MessageSending> next) {
        if (sending.type().equals("Refused")) {
            throw new MessageRefusedException(ErrorCategory.AUTHORIZATION, "not with me");
        }
        return next.proceed(sending.withHeader("sent", "stamped"));
    }

    @Override
    public Outcome aroundDelivery(MessageDelivery delivery, Next<MessageDelivery> next) {
        return next.proceed(delivery.withHeader("to", delivery.module()));
    }
}
