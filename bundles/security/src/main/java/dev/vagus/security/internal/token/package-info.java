/** Tokens: keys, signing, checking, revoking. Plain Java. */
@NullMarked
package dev.vagus.security.internal.token;

import org.jspecify.annotations.NullMarked;
