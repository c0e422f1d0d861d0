package org.camelpush.imapidle.session;

/** The connection is another folder's for a while: nothing is asked for until it is given back. */
final class Lending extends SessionState {

    Lending(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.WORKING;
    }

    @Override
    void enter() {
        session.connection().lend();
        session.effects.share(new SharingNote.Lends(new Loan(session.connection())));
    }
}
