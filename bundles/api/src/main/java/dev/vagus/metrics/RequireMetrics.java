package dev.vagus.metrics;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Requirement;

/**
 * Says in the manifest of the bundle that uses it that it needs an implementation of this package. The requirement counts
 * when a bundle is provisioned, not when it is resolved, so that the implementation can be updated without its users.
 */
@Requirement(namespace = "osgi.implementation", name = "vagus.metrics", version = "1.0.0", effective = "active")
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.ANNOTATION_TYPE, ElementType.TYPE, ElementType.PACKAGE})
public @interface RequireMetrics {}
