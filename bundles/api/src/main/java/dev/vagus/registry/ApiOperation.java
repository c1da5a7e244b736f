package dev.vagus.registry;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a public method of an {@link ApiModule} component an operation. Its parameters are the operation's, each named by
 * {@link ApiParameter} or, where the class was compiled with {@code -parameters}, by itself; a parameter of type
 * {@link Invocation} gets the call. A method that returns a {@code CompletionStage} is an asynchronous operation. On a
 * client interface it gives the name of the operation that a method calls.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ApiOperation {
    /** The name: letters, digits, {@code _ -}; empty means the method's name with its first letter in upper case. */
    String name() default "";

    /** For people: what it does. */
    String description() default "";

    /** What a caller must be allowed to do, when security is on. Empty means the scope derived from the name. */
    String[] scopes() default {};

    /** Whether a caller must show who it is, when security is on. */
    boolean requiresAuth() default false;

    /** Whether calling it twice does what calling it once does; only such operations are retried. */
    boolean idempotent() default false;

    /** Whether callers should move to another one. */
    boolean deprecated() default false;

    /**
     * Whether the thread that runs it may be interrupted when the deadline passes or the call is cancelled. Only its own
     * code is: a call that it makes is not, unless that operation allows it too, and the interrupt comes when the call has
     * returned. Nobody else sees it: the thread goes back to its caller without it. An operation that throws after that
     * fails its call with {@link CallTimeoutException} or {@link CallCancelledException}; one that returns a result all the
     * same succeeds. Others can poll {@link Invocation#isCancelled()}.
     */
    boolean interruptible() default false;

    /** The JSON Schema (2020-12) of the result, as JSON; empty means the one that is derived from the method's type. */
    String resultSchema() default "";
}
