/** The scrape endpoint of the OSGi HTTP whiteboard. Nothing else may refer to the servlet API, which need not be there. */
@NullMarked
package dev.vagus.metrics.internal.http;

import org.jspecify.annotations.NullMarked;
