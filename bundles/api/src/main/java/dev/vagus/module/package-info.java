/**
 * Words that every concern of Vagus shares: error categories, ids, outcomes, registrations and what became of those
 * that were refused.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package dev.vagus.module;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
