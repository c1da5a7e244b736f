/** Tests of files on file systems of several kinds. */
@NullMarked
package dev.vagus.delivery.file;

import org.jspecify.annotations.NullMarked;
