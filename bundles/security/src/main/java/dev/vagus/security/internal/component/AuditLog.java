package dev.vagus.security.internal.component;

import dev.vagus.security.internal.access.AuditSink;
import dev.vagus.security.internal.access.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs refusals as warnings, what was changed as information, and what is allowed for those who debug. */
final class AuditLog implements AuditSink {
    /** The name of the logger. */
    static final String NAME = "dev.vagus.security.audit";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    @Override
    public boolean hearsAllowed() {
        return LOG.isDebugEnabled();
    }

    @Override
    public void decided(Entry entry) {
        switch (entry.kind()) {
            case ALLOWED -> LOG.debug("allowed {}: {}", entry.access(), entry.text());
            case REFUSED -> LOG.warn("refused {}: {}", entry.access(), entry.text());
            case MANAGED -> LOG.info("done {}: {}", entry.access(), entry.text());
        }
    }

    @Override
    public void suppressed(long count, String text) {
        LOG.warn("{} more refusals were not logged one by one: {}", count, text);
    }
}
