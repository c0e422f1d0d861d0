package org.camelpush.benchmarks.backlog;

import java.io.IOException;
import java.util.List;

import org.camelpush.benchmarks.process.Child;
import org.camelpush.benchmarks.report.Rounds;

/** A contestant as a process, and what it needed so far, in mails a second. */
final class Drainer {

    private static final double NANOS = 1e9;

    private final String title;
    private final boolean slow;
    private final Starter starter;
    private final Rounds cold = new Rounds();
    private final Rounds warm = new Rounds();
    private Child process;

    /** Starts the process that is told what to drain. */
    interface Starter {
        Child start() throws IOException;
    }

    /** @param slow whether it is given fewer mails */
    Drainer(String title, boolean slow, Starter starter) {
        this.title = title;
        this.slow = slow;
        this.starter = starter;
    }

    /** One in a JVM. */
    static Drainer jvm(BacklogProbe.Who who, int port) {
        BacklogContestant contestant = who.make();
        return new Drainer(
                contestant.title(),
                contestant.slow(),
                () -> Child.jvm(BacklogProbe.class, List.of("-Xms1g", "-Xmx1g"), who.name(), Integer.toString(port)));
    }

    String title() {
        return title;
    }

    boolean slow() {
        return slow;
    }

    Rounds cold() {
        return cold;
    }

    Rounds warm() {
        return warm;
    }

    void restart() throws IOException {
        stop();
        process = starter.start();
    }

    void stop() throws IOException {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    /** Drains the mailbox of this user once; returns mails a second. */
    double drain(String user, int mails) throws IOException {
        return mails / (Long.parseLong(process.ask(user + " " + mails)) / NANOS);
    }
}
