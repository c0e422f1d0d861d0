package org.camelpush.mobility;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * The threads of a hub, all of them Camel's.
 *
 * @param sessions for sessions, probes and questions, which may block
 * @param timer for waits; never blocked
 * @param monitor looks at the networks
 * @param events tells routes and notifiers
 */
record HubThreads(
        ExecutorService sessions,
        ScheduledExecutorService timer,
        ScheduledExecutorService monitor,
        ExecutorService events) {

    static HubThreads start(Mobility hub, ExecutorServiceManager manager) {
        ThreadPoolProfile one = new ThreadPoolProfile("mobility-event");
        one.setPoolSize(1);
        one.setMaxPoolSize(1);
        one.setMaxQueueSize(EventTeller.MOST_WAITING);
        one.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return new HubThreads(
                manager.newCachedThreadPool(hub, "MobilitySession"),
                manager.newSingleThreadScheduledExecutor(hub, "MobilityTimer"),
                manager.newSingleThreadScheduledExecutor(hub, "MobilityMonitor"),
                manager.newThreadPool(hub, "MobilityEvent", one));
    }

    void stop(ExecutorServiceManager manager) {
        manager.shutdownNow(monitor); // a device may hang
        manager.shutdownGraceful(timer);
        manager.shutdownGraceful(sessions);
        manager.shutdownGraceful(events);
    }
}
