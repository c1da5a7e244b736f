package dev.vagus.bus;

import dev.vagus.module.Outcome;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Code around the sending and the delivery of every message of the channels that it applies to. Registered as a service,
 * with {@link InterceptorOrder} for its place and {@link InterceptorChannel} for its channels, or in code by
 * {@link MessageBus#addInterceptor}. {@value #NAME_PROPERTY} gives the name under which people see it. It overrides one
 * of the methods or both; one that it does not override costs nothing.
 *
 * <p>Each may look at the message, pass on another (with a header more, another payload), refuse it, or wait for the end
 * of what is inside of it:
 *
 * <pre>{@code
 * @Component
 * @InterceptorOrder(10)
 * @InterceptorChannel("Orders*")
 * public final class TenantOfOrders implements MessageInterceptor {
 *     @Override
 *     public Outcome aroundSend(MessageSending sending, Next<MessageSending> next) {
 *         if (!sending.headers().containsKey("tenant")) {
 *             throw new MessageRefusedException(VALIDATION, "an order needs the header tenant");
 *         }
 *         return next.proceed(sending.withHeader("checked-by", "TenantOfOrders"));
 *     }
 *
 *     @Override
 *     public Outcome aroundDelivery(MessageDelivery delivery, Next<MessageDelivery> next) {
 *         long start = System.nanoTime();
 *         return next.proceed(delivery)
 *                 .onDone((nothing, error) -> log.info("{} took {} ns", delivery, System.nanoTime() - start));
 *     }
 * }
 * }</pre>
 *
 * <p>When each is called:
 *
 * <ul>
 *   <li>{@link #aroundSend} once for each message that is sent, requests too, before it is routed. What is kept of the
 *       message (retained, dead letters) is what came out of it.
 *   <li>{@link #aroundDelivery} once for each attempt at each subscription that gets it: the first one, each retry, a
 *       redriven dead letter, the replay of a retained message; of a group, for the member that gets it. A retry begins
 *       with the message as it was sent, not with what an interceptor made of it at a former attempt.
 * </ul>
 *
 * <p>Called concurrently. An interceptor that comes or goes affects later sends and attempts only. One that sends
 * messages goes around those too, where its channels include theirs.
 *
 * <p>While security is on, one is called only while the grants of its module hold {@code bus:manage} of each of its patterns
 * of channels ({@code bus:manage:*} for one without): it sees and changes whatever is sent there. Otherwise messages pass by
 * it, and {@link MessageBus#failedRegistrations} says why.
 */
@ConsumerType
public interface MessageInterceptor {
    /** The service property that restricts the channels. */
    String CHANNEL_PROPERTY = "vagus.interceptor.channel";

    /** The service property that names the interceptor. */
    String NAME_PROPERTY = "vagus.interceptor.name";

    /**
     * Goes around the sending of one message, on the sender's thread, which waits for it. The outcome must be complete
     * when it returns; it is a success with the number of subscriptions that were offered the message.
     *
     * <p>A failure is what the sender gets, as a {@link MessageRefusedException} that names the interceptor; the message
     * counts as refused on its channel unless it was passed on before. Whoever returns a success without going on
     * withholds the message: it counts as refused too, and its sender gets the id as ever, but one who asked for an
     * answer a {@link MessageRefusedException}.
     *
     * @throws Exception which is the outcome, as if {@link Outcome#failed} had been returned
     */
    default Outcome aroundSend(MessageSending sending, Next<MessageSending> next) throws Exception {
        return next.proceed(sending);
    }

    /**
     * Goes around one attempt to deliver a message to one subscription, on the thread of the handler, whose time it
     * takes. It may go on several times, which calls the handler as often. The outcome may complete later, as that of an
     * asynchronous handler does; the attempt ends with it.
     *
     * <p>A failure is a failed attempt, whoever it comes from: its category decides whether another one follows, and the
     * dead letter names the interceptor. Whoever returns a success without going on has handled the message: it counts as
     * delivered.
     *
     * @throws Exception which is the outcome, as if {@link Outcome#failed} had been returned
     */
    default Outcome aroundDelivery(MessageDelivery delivery, Next<MessageDelivery> next) throws Exception {
        return next.proceed(delivery);
    }

    /**
     * What is inside of an interceptor: others, then the routing or the handler.
     *
     * @param <T> what it goes on with
     */
    @FunctionalInterface
    interface Next<T> {
        /**
         * Goes on with what was given, or with what its {@code with} methods made of it. Never throws; a failure is an
         * outcome.
         */
        Outcome proceed(T what);
    }
}
