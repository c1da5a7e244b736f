package dev.vagus.delivery.budget;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears how a handler keeps its budget, on the watch's thread or on that of whoever changed it; no lock is held. */
public interface HealthListener {
    /** Its state is another one. */
    void changed(Health before, Health now);

    /**
     * A call goes on for as long as overruns that pause; told once for each call.
     *
     * @param lasted how long it has been seen to last
     * @param thread the thread that it holds; null for an asynchronous one, which holds none
     */
    void held(Duration lasted, @Nullable Thread thread);
}
