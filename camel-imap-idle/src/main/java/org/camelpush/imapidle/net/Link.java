package org.camelpush.imapidle.net;

import org.camelpush.imapidle.session.HostBudget;
import org.camelpush.imapidle.session.Profile;
import org.camelpush.imapidle.session.TurnStep;

/** A connection of a mailbox, and the turn that it is made by. Of the mailbox's event loop. */
final class Link {

    private final int generation;
    private final HostTurns turns;
    private final HostBudget.Turn turn;
    private ImapConnection connection;
    private Profile.Login login;

    /**
     * @param turns of the host that it is to
     * @param turn one of these
     */
    Link(int generation, HostTurns turns, HostBudget.Turn turn) {
        this.generation = generation;
        this.turns = turns;
        this.turn = turn;
    }

    int generation() {
        return generation;
    }

    void step(TurnStep step) {
        turns.step(turn, step);
    }

    /** The connection, or null while its turn has not come. */
    ImapConnection connection() {
        return connection;
    }

    /**
     * @param as whoever logs in instead of the mailbox's own user, or null
     */
    void connection(ImapConnection made, Profile.Login as) {
        connection = made;
        login = as;
    }

    /** Whoever logs in instead of the mailbox's own user, or null. */
    Profile.Login login() {
        return login;
    }

    /** Another folder's driver is fed from here on. */
    void feeds(MailboxDriver driver) {
        connection.feeds(driver);
    }

    void flush() {
        if (connection != null) {
            connection.flush();
        }
    }
}
