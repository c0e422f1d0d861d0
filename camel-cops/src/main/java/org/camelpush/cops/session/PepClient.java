package org.camelpush.cops.session;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.LastPdpAddress;

/** One client type that a PEP wants, and how it stands with it. */
final class PepClient {

    private enum Status {
        CLOSED,
        OPENING,
        OPEN
    }

    private final int clientType;
    private Status status = Status.CLOSED;
    private PepAttention attention = PepAttention.NONE;
    private LastPdpAddress lastPdpTold;
    private int keepAlive;
    /** Seconds; -1 where the PDP said nothing. */
    private int accounting = -1;

    PepClient(int clientType) {
        this.clientType = clientType;
    }

    int clientType() {
        return clientType;
    }

    void opening(LastPdpAddress told) {
        status = Status.OPENING;
        lastPdpTold = told;
    }

    /** The PDP whose decisions are kept, as its OPN has named it; null where it has not. */
    LastPdpAddress lastPdpTold() {
        return lastPdpTold;
    }

    void accepted(AcceptMessage message) {
        status = Status.OPEN;
        keepAlive = message.keepAliveTimer().seconds();
        accounting = message.accountingTimer() == null
                ? -1
                : message.accountingTimer().seconds();
    }

    void attend(PepAttention next) {
        attention = next;
    }

    PepAttention attention() {
        return attention;
    }

    void closed() {
        status = Status.CLOSED;
    }

    boolean isOpen() {
        return status == Status.OPEN;
    }

    boolean isOpening() {
        return status == Status.OPENING;
    }

    boolean isClosed() {
        return status == Status.CLOSED;
    }

    /** Seconds; 0 for no limit. */
    int keepAlive() {
        return keepAlive;
    }

    /** Seconds between unsolicited accounting reports, 0 for none at all, -1 for no limit. */
    int accounting() {
        return accounting;
    }
}
