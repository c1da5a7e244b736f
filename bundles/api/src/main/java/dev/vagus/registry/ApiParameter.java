package dev.vagus.registry;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names and describes a parameter of an {@link ApiOperation}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ApiParameter {
    /** The name that callers use; empty means the parameter's own. */
    String name() default "";

    /** For people: what it means. */
    String description() default "";

    /** Whether a call without it is refused. An absent one that is not required is null, or zero for a primitive. */
    boolean required() default true;
}
