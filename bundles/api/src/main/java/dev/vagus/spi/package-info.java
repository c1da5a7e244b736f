/**
 * What one bundle of Vagus offers another. Modules need nothing of it, but may read the
 * {@linkplain dev.vagus.spi.FlowContext context} of what they are doing.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package dev.vagus.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
