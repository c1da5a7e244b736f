/**
 * Filters on messages and events: the LDAP syntax of OSGi, compiled, on headers and on paths into the payload.
 */
@NullMarked
package dev.vagus.delivery.filter;

import org.jspecify.annotations.NullMarked;
