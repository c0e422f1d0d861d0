package org.camelpush.benchmarks.springintegration;

import java.util.function.LongConsumer;

import org.camelpush.benchmarks.idle.Security;
import org.camelpush.benchmarks.latency.LatencyContestant;

/** An ImapIdleChannelAdapter; a mail has come to its end when the channel's handler begins. */
public final class SpringContestant implements LatencyContestant {

    private SpringAdapters adapters;

    @Override
    public String title() {
        return "Spring Integration";
    }

    @Override
    public void start(int port, LongConsumer arrivals) {
        adapters = new SpringAdapters();
        adapters.start(port, Security.PLAIN, "user", message -> arrivals.accept(System.nanoTime()));
    }

    @Override
    public void stop() {
        adapters.close();
    }

    @Override
    public boolean marksSeen() {
        return true;
    }

    @Override
    public int mails(int wanted) {
        return Math.max(5, wanted / 10);
    }
}
