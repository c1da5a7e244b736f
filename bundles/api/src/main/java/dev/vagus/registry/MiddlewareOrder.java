package dev.vagus.registry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The place of an {@link ApiMiddleware} component in the chain: the lower, the further out. Equal ones go by service
 * ranking, highest first, then by {@code service.id}, lowest first. It becomes the service property
 * {@value #PROPERTY}; without it the order is {@value #DEFAULT}.
 */
@ComponentPropertyType
@RequireApiRegistry
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface MiddlewareOrder {
    /** The prefix of the service property. */
    String PREFIX_ = "vagus.";

    /** The service property that this annotation sets. */
    String PROPERTY = "vagus.middleware.order";

    /** The order of a middleware that names none. */
    int DEFAULT = 1_000;

    /** Where traces begin and end. */
    int TRACE = -10_000;

    /** Where calls are measured: what is further in is in the time, refusals too. */
    int METRICS = -9_000;

    /** Where it is decided whether the caller may make the call. */
    int GATE = -8_000;

    /** Where a failed call is answered by another operation, if a policy says so. */
    int FALLBACK = -7_500;

    /** Where calls are refused that come too fast, and those that would be too many at once. */
    int LIMITS = -7_000;

    /**
     * Where the registry checks the arguments. What is further out sees calls whose arguments may be wrong, and the
     * refusal of those; what is further in sees only calls that fit the operation.
     */
    int VALIDATION = -5_000;

    /** Where failed calls are tried again: what is further in is called once for each attempt. */
    int RETRY = -4_000;

    /** Where the circuit breaker sees each attempt. */
    int BREAKER = -3_000;

    /** The order. */
    int value();
}
