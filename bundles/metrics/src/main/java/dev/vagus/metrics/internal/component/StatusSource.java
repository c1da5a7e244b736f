package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.StatusReport;
import org.osgi.framework.Bundle;

/** Says how Vagus is, as one bundle may see it. */
interface StatusSource {
    /** The report of this moment. */
    StatusReport report(Bundle bundle);
}
