/**
 * What Vagus can tell of itself: how much moves, how long it takes and what fails
 * ({@code CommunicationMetrics}), one piece of work's whole way ({@code Tracing}), whether all is well and what to do
 * about it ({@code CommunicationStatus}), and a proof with real traffic ({@code SelfTest}).
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package dev.vagus.metrics;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
