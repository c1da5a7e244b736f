package dev.vagus.bus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The channels that a {@link MessageInterceptor} component goes around: those whose name matches one of the patterns,
 * {@code *} standing for any run of characters. It becomes the service property
 * {@value MessageInterceptor#CHANNEL_PROPERTY}, a string or an array; without it, every channel.
 */
@ComponentPropertyType
@RequireMessageBus
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface InterceptorChannel {
    /** The prefix of the service property. */
    String PREFIX_ = "vagus.";

    /** The patterns. */
    String[] value();
}
