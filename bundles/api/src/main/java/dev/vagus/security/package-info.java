/**
 * Security: who acts, what it may do, and what is never readable. Off until somebody switches it on; from then on
 * everything is refused that is not allowed. {@link dev.vagus.security.SecurityService} switches and explains,
 * {@link dev.vagus.security.TokenService} issues, checks and revokes tokens.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package dev.vagus.security;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
