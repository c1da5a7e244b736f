/**
 * What a Prometheus server scrapes: every count that Vagus keeps, as families of the Prometheus client's model, made when
 * they are asked for. Nothing is counted here.
 */
@NullMarked
package dev.vagus.metrics.internal.prometheus;

import org.jspecify.annotations.NullMarked;
