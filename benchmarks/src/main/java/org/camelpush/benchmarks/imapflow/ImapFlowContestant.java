package org.camelpush.benchmarks.imapflow;

import java.io.IOException;
import java.util.function.LongConsumer;

import org.camelpush.benchmarks.latency.LatencyContestant;
import org.camelpush.benchmarks.process.Child;

/** A client on Node.js that fetches what it is told of; its clock is that of {@link System#nanoTime()} on Linux. */
public final class ImapFlowContestant implements LatencyContestant {

    private final NodeScripts scripts;
    private Child process;

    public ImapFlowContestant(NodeScripts scripts) {
        this.scripts = scripts;
    }

    @Override
    public String title() {
        return NodeScripts.TITLE;
    }

    @Override
    public void start(int port, LongConsumer arrivals) throws IOException {
        process = scripts.start("latency.mjs", Integer.toString(port));
        new Thread(() -> process.lines().mapToLong(Long::parseLong).forEach(arrivals), "imapflow").start();
    }

    @Override
    public void stop() throws IOException {
        process.close();
    }

    @Override
    public boolean marksSeen() {
        return false;
    }
}
