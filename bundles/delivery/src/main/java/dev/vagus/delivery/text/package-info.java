/** Names as people type them. */
@NullMarked
package dev.vagus.delivery.text;

import org.jspecify.annotations.NullMarked;
