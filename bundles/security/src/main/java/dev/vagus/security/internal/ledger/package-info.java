/** What was issued, used and revoked, and the file that remembers it. Plain Java. */
@NullMarked
package dev.vagus.security.internal.ledger;

import org.jspecify.annotations.NullMarked;
