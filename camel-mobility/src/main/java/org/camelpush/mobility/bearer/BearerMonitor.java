package org.camelpush.mobility.bearer;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Watches the networks of this host. Whoever writes one needs a {@link BearerBook}, and calls its listener one look at a
 * time.
 */
public interface BearerMonitor {

    /** Hears each look that found something different; called one at a time, from any thread, and quick to return. */
    @FunctionalInterface
    interface Listener {
        void changed(BearerSnapshot snapshot, List<BearerEvent> events);
    }

    /**
     * Begins to watch. A second call replaces the listener.
     *
     * @param thread for who has to look now and then; blocked by nobody else
     */
    void start(Listener listener, ScheduledExecutorService thread);

    /** Ends; may be started again. */
    void stop();

    /** As of the last look. */
    BearerSnapshot snapshot();

    /**
     * Octets that the device of that bearer has carried, in and out, by whomever; counted from 0 when the device is new. Empty
     * where nobody counts.
     */
    default OptionalLong carried(Bearer bearer) {
        return OptionalLong.empty();
    }
}
