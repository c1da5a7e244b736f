package dev.vagus.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Makes a {@link ModuleEventHandler} component hear events. The members become the service properties
 * {@value #PROPERTY}, {@value #CHANNEL_PROPERTY} and {@value #FILTER_PROPERTY}, which a plain service may set just as
 * well. A registration with wrong properties is kept as {@linkplain EventPublisher#failedRegistrations() failed}
 * with the reason.
 */
@ComponentPropertyType
@RequireEvents
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface EventSubscriber {
    /** The prefix of the service properties. */
    String PREFIX_ = "vagus.";

    /** The service property with the name patterns, a string or an array of strings. */
    String PROPERTY = "vagus.event.subscriber";

    /** The service property with the channel pattern. */
    String CHANNEL_PROPERTY = "vagus.channel";

    /** The service property with the filter. */
    String FILTER_PROPERTY = "vagus.filter";

    /** The names to hear; {@code *} stands for any run of characters. */
    String[] value();

    /** The channels to hear; {@code *} stands for any run of characters. */
    String channel() default "*";

    /** An LDAP filter on the event's data and properties, as for an OSGi event handler. Empty means none. */
    String filter() default "";
}
