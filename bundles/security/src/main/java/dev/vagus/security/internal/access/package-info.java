/** Decisions: scopes, grants, roles, who may do what, and who is told of it. Plain Java. */
@NullMarked
package dev.vagus.security.internal.access;

import org.jspecify.annotations.NullMarked;
