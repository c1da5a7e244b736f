/** Keys: where they are kept, which signatures each is for, rotation, and those of other issuers. Plain Java. */
@NullMarked
package dev.vagus.security.internal.key;

import org.jspecify.annotations.NullMarked;
