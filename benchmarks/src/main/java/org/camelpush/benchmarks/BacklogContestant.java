package org.camelpush.benchmarks;

/** Who brings all mails that wait in INBOX. */
interface BacklogContestant {

    String title();

    /** Brings all of them once; returns the nanoseconds from the start to the end of the last one. */
    long drain(int port, int mails) throws Exception;
}
