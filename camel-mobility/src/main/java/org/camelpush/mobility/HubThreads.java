package org.camelpush.mobility;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * The threads of a hub, all of them Camel's.
 *
 * @param steps for sessions, which do not block: few for any number of them
 * @param blocking for what may: policies and their routes, probes, starts
 * @param timer for waits; never blocked
 * @param monitor looks at the networks
 * @param events tells routes and notifiers
 */
record HubThreads(
        ExecutorService steps,
        ExecutorService blocking,
        ScheduledExecutorService timer,
        ScheduledExecutorService monitor,
        ExecutorService events) {

    static HubThreads start(Mobility hub, ExecutorServiceManager manager) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new HubThreads(
                manager.newThreadPool(hub, "MobilityStep", profile("mobility-step", processors, Integer.MAX_VALUE)),
                manager.newCachedThreadPool(hub, "MobilitySession"),
                manager.newSingleThreadScheduledExecutor(hub, "MobilityTimer"),
                manager.newSingleThreadScheduledExecutor(hub, "MobilityMonitor"),
                manager.newThreadPool(hub, "MobilityEvent", profile("mobility-event", 1, EventTeller.MOST_WAITING)));
    }

    private static ThreadPoolProfile profile(String name, int threads, int waiting) {
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setMaxQueueSize(waiting);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    void stop(ExecutorServiceManager manager) {
        manager.shutdownNow(monitor); // a device may hang
        manager.shutdownGraceful(timer);
        manager.shutdownGraceful(steps);
        manager.shutdownGraceful(blocking);
        manager.shutdownGraceful(events);
    }
}
