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

    /**
     * Where the registry checks the arguments. What is further out sees calls whose arguments may be wrong, and the
     * refusal of those; what is further in sees only calls that fit the operation.
     */
    int VALIDATION = -5_000;

    /** The order. */
    int value();
}
