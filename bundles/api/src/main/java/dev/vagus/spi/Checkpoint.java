package dev.vagus.spi;

import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Where one {@link Access} is asked for, by {@link Gate#checkpoint}. Thread-safe; never blocks. */
@ConsumerType
public interface Checkpoint {
    /**
     * Why the access is refused now, or null when it may go on. Each refusal is a decision that counts and is told to who
     * audits.
     *
     * @param module the name of the module that acts
     * @param bundleId the id of its bundle
     * @param credential on whose behalf it acts: what came of its token, or what it inherited; null for nobody's
     * @param nanos a recent reading of {@link System#nanoTime()}
     * @return of the category {@code authentication}, {@code authorization}, {@code busy} or {@code unavailable}; made
     *     anew for each refusal. Its text says which rule refuses and tells nothing of a token
     */
    @Nullable
    VagusException refusal(String module, long bundleId, @Nullable Credential credential, long nanos);

    /**
     * What {@link #refusal} would say, in a sentence, and why it would say so. Nothing counts and nobody is told.
     */
    GatePreview preview(String module, long bundleId, @Nullable Credential credential);
}
