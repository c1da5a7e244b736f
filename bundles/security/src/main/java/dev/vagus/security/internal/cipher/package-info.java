/** Payloads made unreadable and readable again. Plain Java. */
@NullMarked
package dev.vagus.security.internal.cipher;

import org.jspecify.annotations.NullMarked;
