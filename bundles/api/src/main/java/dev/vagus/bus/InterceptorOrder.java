package dev.vagus.bus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The place of a {@link MessageInterceptor} component among others: the lower, the further out, at sending and at
 * delivery. Equal ones go by service ranking, highest first, then by {@code service.id}, lowest first. It becomes the
 * service property {@value #PROPERTY}; without it the order is {@value #DEFAULT}.
 */
@ComponentPropertyType
@RequireMessageBus
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface InterceptorOrder {
    /** The prefix of the service property. */
    String PREFIX_ = "vagus.";

    /** The service property that this annotation sets. */
    String PROPERTY = "vagus.interceptor.order";

    /** The order of an interceptor that names none. */
    int DEFAULT = 1_000;

    /** The order. */
    int value();
}
