package dev.vagus.events.internal.adapter;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.service.event.EventConstants;

/** The properties by which an event names a bundle. */
final class BundleFacts {
    private BundleFacts() {}

    static void put(Bundle bundle, Map<String, Object> into) {
        into.put(EventConstants.BUNDLE_ID, bundle.getBundleId());
        into.put(EventConstants.BUNDLE, bundle);
        into.put(EventConstants.BUNDLE_VERSION, bundle.getVersion());
        if (bundle.getSymbolicName() != null) {
            into.put(EventConstants.BUNDLE_SYMBOLICNAME, bundle.getSymbolicName());
        }
        List<String> signers = bundle.getSignerCertificates(Bundle.SIGNERS_ALL).keySet().stream()
                .map(X509Certificate::getSubjectX500Principal)
                .map(Object::toString)
                .toList();
        if (!signers.isEmpty()) {
            into.put(EventConstants.BUNDLE_SIGNER, signers);
        }
    }
}
