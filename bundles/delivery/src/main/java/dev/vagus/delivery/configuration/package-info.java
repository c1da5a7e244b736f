/** What people are told of configurations that are wrong, until they are mended. */
@NullMarked
package dev.vagus.delivery.configuration;

import org.jspecify.annotations.NullMarked;
