package org.camelpush.imapidle.session;

import java.time.Duration;

/**
 * Brings a session from one connection to another while it runs, without losing or repeating a mail: what is known of the
 * mails is the session's and not a connection's, and only the active connection is asked for mails. Each move has exactly
 * one outcome.
 */
final class Moving {

    /** How far a move is. */
    private enum Stage {
        /** There is none. */
        NONE,
        /** The next connection is being made beside the active one. */
        MAKING,
        /** It watches the folder, and waits until the active one is free. */
        READY,
        /** No next connection yet: the active one is left as soon as it is free. */
        BREAKING,
        /** The old connection is left, the next one is being made. */
        ARRIVING
    }

    private final MailboxSession session;
    private final Timers timers;
    private final Effects effects;

    private Stage stage = Stage.NONE;
    private Move move;
    private long begunAt;

    Moving(MailboxSession session, Timers timers, Effects effects) {
        this.session = session;
        this.timers = timers;
        this.effects = effects;
    }

    void begin(Move next) {
        if (session.guest().isLodging() && !session.isOver() && !session.isStopping()) {
            session.recovery().binding(next.binding()); // the host's connection is what moves
            effects.report(new SessionEvent.Moved(next.number(), next.binding(), Duration.ZERO));
        } else {
            beginWithOwnConnection(next);
        }
    }

    private void beginWithOwnConnection(Move next) {
        abandon("another move was asked for");
        leaveOther();
        move = next;
        begunAt = session.now();
        if (session.isOver() || session.isStopping()) {
            fail("the mailbox is stopped", null);
        } else if (next.binding().isNowhere()) {
            // at once: what is asked for while a connection ends its work would be asked for where nothing may be
            leaveNow();
        } else if (next.mode() == MoveMode.MAKE_BEFORE_BREAK && session.isWatching()) {
            stage = Stage.MAKING;
            session.lanes().in(session.lanes().add(), session.recovery()::connectAtOnce);
        } else {
            leaveFirst();
        }
    }

    private void leaveFirst() {
        if (session.isWatching()) {
            stage = Stage.BREAKING;
            timers.set(SessionTimer.DRAIN, move.drain());
        } else {
            leaveNow();
        }
    }

    private void leaveNow() {
        stage = Stage.ARRIVING;
        session.recovery().connectBoundTo(move.binding());
    }

    /** What the connection of the other lane is bound to. */
    Binding binding() {
        return move.binding();
    }

    /** True while the other lane is the old one. */
    boolean isRetiring() {
        return session.lanes().other() != null && stage == Stage.NONE;
    }

    /** The other lane watches the folder. */
    void otherWatches() {
        if (stage == Stage.MAKING) {
            stage = Stage.READY;
            timers.set(SessionTimer.DRAIN, move.drain());
        }
    }

    /** The active lane watches the folder. */
    void activeWatches() {
        if (stage == Stage.ARRIVING) {
            arrived();
        }
    }

    /** True when the active connection is to be left as soon as it is free. */
    boolean isDue() {
        return stage == Stage.READY || stage == Stage.BREAKING;
    }

    /** The active connection is free: goes on with the next one. */
    void goOn() {
        timers.cancel(SessionTimer.DRAIN);
        if (stage == Stage.BREAKING) {
            leaveNow();
        } else {
            changeLane();
            session.recovery().outage().moved(session.now());
            arrived();
        }
    }

    /** The mails come from the other lane from here on, in whatever state that is. */
    private void changeLane() {
        session.lanes().swap();
        session.recovery().binding(move.binding());
        Lane next = session.lanes().active();
        if (next.connection.folder().isOpen()) {
            session.deliveries.goOnIn(next.connection);
            next.connection.reconcileSomeTime();
        }
        session.lanes().in(next, session.company()::watched);
    }

    /** The active connection has had its time, and is closed where it is. */
    void drained() {
        if (isDue()) {
            goOn();
            leaveOther();
        }
    }

    /** The active connection is lost; true when the next one takes its place. */
    boolean replacesLost(Failure failure) {
        switch (stage) {
            case MAKING -> {
                changeLane();
                session.lanes().remove();
                stage = Stage.ARRIVING;
                session.recovery().outage().asked(session.now());
            }
            case READY -> {
                goOn();
                session.lanes().remove();
            }
            case BREAKING -> goOn();
            case ARRIVING -> {
                if (move.binding().isNowhere()) {
                    arrived();
                } else {
                    fail(failure.text(), failure.kind());
                }
                return false;
            }
            case NONE -> {
                return false;
            }
        }
        return true;
    }

    /** The other connection is lost, or has said goodbye. */
    void otherLost(Failure failure) {
        session.lanes().remove();
        if (stage == Stage.NONE) {
            return;
        }
        timers.cancel(SessionTimer.DRAIN);
        if (failure.kind() == Failure.Kind.LIMIT) {
            leaveFirst(); // the server has no room for a second connection of this account
        } else {
            fail(failure.text(), failure.kind());
        }
    }

    /** The goodbye of the old connection is over. */
    void retired() {
        leaveOther();
    }

    /** Ends a move that is under way, without having moved. */
    void abandon(String why) {
        if (stage != Stage.NONE) {
            leaveOther();
            fail(why, null);
        }
    }

    /** Closes the other connection where it is. */
    private void leaveOther() {
        Lane other = session.lanes().other();
        if (other != null) {
            other.connection.close();
            session.lanes().remove();
        }
    }

    private void arrived() {
        Duration took = Duration.ofNanos(session.now() - begunAt);
        effects.report(new SessionEvent.Moved(move.number(), move.binding(), took));
        end();
    }

    private void fail(String why, Failure.Kind kind) {
        effects.report(new SessionEvent.MoveFailed(move.number(), move.binding(), why, kind));
        end();
    }

    private void end() {
        timers.cancel(SessionTimer.DRAIN);
        stage = Stage.NONE;
        move = null;
    }
}
