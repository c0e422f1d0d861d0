package org.camelpush.benchmarks.backlog;

/** Who brings all mails that wait in INBOX. */
public interface BacklogContestant {

    String title();

    /** Brings all of them once; returns the nanoseconds from the start to the end of the last one. */
    long drain(int port, String user, int mails) throws Exception;

    /** Whether all mails would take it minutes: then there are fewer for it. */
    default boolean slow() {
        return false;
    }
}
