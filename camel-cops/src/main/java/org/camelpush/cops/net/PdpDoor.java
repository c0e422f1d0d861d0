package org.camelpush.cops.net;

/** How a PDP and its PEPs come together. */
interface PdpDoor {

    /** The port on which one of them listens. */
    int port();

    /** True while PEPs can come, or the one that is gone to is there. */
    boolean isOpen();

    /** Nobody comes any more; who is there stays. Not for an event loop. */
    void close();
}
