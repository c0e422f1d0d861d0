package org.camelpush.imapidle.session;

import java.util.List;

import org.camelpush.imapidle.protocol.Response;

/** What {@link Sharing} has one session do. */
public sealed interface SharingOrder {

    /** Hands this order to the session. */
    void applyTo(MailboxSession session);

    /** Have a connection, and watch these folders with it beside the own one. */
    record Host(List<String> guests) implements SharingOrder {
        @Override
        public void applyTo(MailboxSession session) {
            session.company().host(guests);
            session.guest().leaveHost();
        }
    }

    /** Have a connection for the own folder alone. */
    record Part() implements SharingOrder {
        @Override
        public void applyTo(MailboxSession session) {
            session.company().noHost();
            session.guest().leaveHost();
        }
    }

    /** Have no connection, but the host's now and then. */
    record Lodge() implements SharingOrder {
        @Override
        public void applyTo(MailboxSession session) {
            session.company().noHost();
            session.guest().lodge();
        }
    }

    /** The host watches, by push or not; or it does not any more. */
    record HostWatches(boolean watches, boolean pushed) implements SharingOrder {
        @Override
        public void applyTo(MailboxSession session) {
            session.guest().hostWatches(watches, pushed);
        }
    }

    /** How a guest's folder is, null where the server does not tell. */
    record FolderNews(Response.MailboxStatus status) implements SharingOrder {
        @Override
        public void applyTo(MailboxSession session) {
            session.guest().news(status);
        }
    }

    /** A guest waits for the host's connection, or none does any more. */
    record GuestWaits(boolean waits) implements SharingOrder {
        @Override
        public void applyTo(MailboxSession session) {
            session.company().guestWaits(waits);
        }
    }

    /** Use this, and give it back. */
    record Visit(Loan loan) implements SharingOrder {
        @Override
        public void applyTo(MailboxSession session) {
            session.guest().visit(loan);
        }
    }

    /** What was lent is closed: it need not be given back. */
    record VisitOver() implements SharingOrder {
        @Override
        public void applyTo(MailboxSession session) {
            session.guest().visitOver();
        }
    }

    /** The guest of this folder has given the connection back; with a failure, it cannot be used any more. */
    record TakeBack(Loan loan, String guest, Failure failure) implements SharingOrder {
        @Override
        public void applyTo(MailboxSession session) {
            session.company().takeBack(loan, guest, failure);
        }
    }
}
