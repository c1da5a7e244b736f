/** Small files that are replaced as a whole and outlive a crash, and who may read and write them. */
@NullMarked
package dev.vagus.delivery.file;

import org.jspecify.annotations.NullMarked;
