/**
 * The API registry: named operations of modules and the calls of them. A module offers operations by a component
 * annotated with {@link dev.vagus.registry.ApiModule}, by an {@link dev.vagus.registry.ApiHandler} service, or by
 * {@link dev.vagus.registry.ApiRegistry#register} in code; it calls through {@link dev.vagus.registry.ApiRegistry}.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package dev.vagus.registry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
