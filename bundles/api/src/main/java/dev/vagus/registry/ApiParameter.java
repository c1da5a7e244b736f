package dev.vagus.registry;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names and describes a parameter of an {@link ApiOperation}, and says what its values may be beyond what its type says.
 * On a component of a record it does the same for that component, wherever the record is part of a parameter or result.
 *
 * <p>What does not go together ({@link #minLength} of an integer, {@link #min} above {@link #max}, a {@link #schema} and
 * anything else that limits) makes the operation a failed registration that says so. For what cannot be said here give a
 * schema.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface ApiParameter {
    /** The name that callers use; empty means the parameter's own. A component of a record always has its own. */
    String name() default "";

    /** For people: what it means. */
    String description() default "";

    /**
     * Whether a call without it is refused. An absent parameter that is not required is null, or zero for a primitive; a
     * primitive component of a record is always required. An {@code Optional} never is.
     */
    boolean required() default true;

    /** The least number allowed; an infinite one means no limit. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The greatest number allowed; an infinite one means no limit. */
    double max() default Double.POSITIVE_INFINITY;

    /** How many characters (code points) a string has at least; -1 means no limit. */
    int minLength() default -1;

    /** How many characters (code points) a string has at most; -1 means no limit. */
    int maxLength() default -1;

    /**
     * A regular expression that is found in each string, wherever: write {@code ^} and {@code $} for the whole of it. It
     * is one of {@code java.util.regex}, where {@code $} is the very end only. Empty means no limit.
     */
    String pattern() default "";

    /**
     * A format of JSON Schema that strings have: {@code date-time}, {@code date}, {@code time}, {@code duration},
     * {@code uuid}, {@code uri}, {@code uri-reference}, {@code email}, {@code hostname}, {@code ipv4} or {@code ipv6}.
     * Empty means no limit, or what the type says.
     */
    String format() default "";

    /** The only values allowed, as strings or written numbers; empty means no limit. */
    String[] allowed() default {};

    /** The JSON Schema (2020-12) of the values, as JSON, in place of the one that is derived from the type. */
    String schema() default "";
}
