/** The store over JDBC: the writer with its group commit, the schema, and queries. No OSGi. */
@NullMarked
package dev.vagus.store.internal.engine;

import org.jspecify.annotations.NullMarked;
