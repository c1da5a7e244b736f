/**
 * Fault tolerance: circuit breakers and policies around operations, handlers and any code of a module. Policies are
 * attached by configuration ({@code dev.vagus.policy}); {@link dev.vagus.breaker.CircuitBreakers} shows what holds, puts
 * own code under a breaker and lets people intervene.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package dev.vagus.breaker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
