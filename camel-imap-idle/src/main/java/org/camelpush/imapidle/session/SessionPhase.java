package org.camelpush.imapidle.session;

/** What a session is doing, as people see it. */
public enum SessionPhase {
    /** Not started, or stopped. */
    STOPPED(false),
    /** Reading the position that was saved. */
    LOADING(false),
    /** Waiting for its turn to connect: the host is down, or has enough connections or logins for now. */
    QUEUED(false),
    /** TCP, TLS and greeting. */
    CONNECTING(false),
    /** STARTTLS and login. */
    LOGGING_IN(false),
    /** Opening the folder and finding out what is new. */
    SYNCHRONIZING(true),
    /** Fetching or flagging mail. */
    WORKING(true),
    /** The server pushes. */
    IDLE(true),
    /** The server cannot push: looking now and then. */
    POLLING(true),
    /** Connected, delivering nothing. */
    SUSPENDED(true),
    /** Waiting for the next connection. */
    BACKING_OFF(false),
    /** No network may be used: no connection is tried until the session is moved to one. */
    OFFLINE(false),
    /** No further connection will be made. */
    FAILED(false);

    private final boolean working;

    SessionPhase(boolean working) {
        this.working = working;
    }

    /** True while the folder is open. */
    public boolean isWorking() {
        return working;
    }
}
