package org.camelpush.imapidle.session;

import java.util.OptionalLong;

/**
 * Gets a session its connection, and where one is lost, the next: at once, after a wait, from another folder's session, or
 * not any more.
 */
final class Recovery {

    private final MailboxSession session;
    private final Outage outage;
    private Binding binding;

    Recovery(MailboxSession session, Outage outage) {
        this.session = session;
        this.outage = outage;
        binding = session.settings.binding();
    }

    Outage outage() {
        return outage;
    }

    /** What the active connection is bound to, and the next. */
    Binding binding() {
        return binding;
    }

    void binding(Binding bound) {
        binding = bound;
    }

    /** The position is known, or has to be read first. */
    void connect() {
        connect(TurnStep.ASK);
    }

    void connectAtOnce() {
        connect(TurnStep.ASK_AT_ONCE);
    }

    private void connect(TurnStep how) {
        if (!session.deliveries.isPositionKnown()) {
            session.become(new Loading(session));
        } else if (session.guest().isLodging()) {
            session.become(new Lodging(session));
        } else if (binding.isNowhere()) {
            session.company().lost();
            goOnWithout(new Failure(Failure.Kind.NETWORK, "No network may be used"));
        } else {
            session.become(new Queued(session, how));
        }
    }

    /** Leaves the active connection or wait, and connects at once. */
    void connectBoundTo(Binding bound) {
        binding = bound;
        if (!(session.state() instanceof Loading)) {
            session.lanes().in(session.lanes().active(), () -> {
                session.connection().close();
                outage.asked(session.now());
                connectAtOnce();
            });
        }
    }

    /** Somebody asks for a new connection. */
    void reconnect() {
        if (session.isStopping() || session.isOver() || session.state() instanceof Loading) {
            return;
        }
        if (session.guest().isLodging()) {
            lookSoon();
            return;
        }
        session.moving().abandon("a new connection was asked for");
        connectBoundTo(binding);
    }

    /** What a new connection would bring. */
    private void lookSoon() {
        session.connection().folder().searchDue();
        outage.asked(session.now());
        if (!session.guest().isVisiting()) {
            session.become(new Lodging(session));
        }
    }

    /** The connection of this step is gone, could not be made, or must not be used any longer. */
    void lost(Failure failure) {
        boolean visiting = session.guest().isVisiting();
        session.connection().close(failure);
        if (session.isBesideActive()) {
            session.moving().otherLost(failure);
        } else if (visiting) {
            session.connection().folder().searchDue();
            session.become(new Lodging(session)); // the loss is the host's to deal with
        } else {
            session.tally.losses++;
            session.company().lost();
            goOnWithout(failure);
        }
    }

    private void goOnWithout(Failure failure) {
        if (session.isStopping()) {
            session.end();
        } else if (!session.moving().replacesLost(failure)) {
            if (failure.kind() == Failure.Kind.LIMIT && session.guest().goesToHost(failure)) {
                session.become(new Lodging(session));
            } else {
                retryOrFail(failure);
                session.company().unfit(failure);
            }
        }
    }

    /** The server said no to a guest: the connection is as good as before. */
    void visitRefused(Failure failure) {
        session.connection().giveBack();
        if (session.isStopping()) {
            session.end();
        } else {
            retryOrFail(failure);
        }
    }

    /** Waits as long as the policy says, or makes no further attempt where it, or the network, allows none. */
    void retryOrFail(Failure failure) {
        if (binding.isNowhere()) {
            outage.offline(failure, session.now());
            session.become(new Offline(session));
            return;
        }
        OptionalLong delay = outage.lost(failure, session.now());
        if (delay.isPresent()) {
            session.become(new BackingOff(session, delay.getAsLong()));
        } else {
            session.company().ended();
            session.become(new Failed(session));
        }
    }
}
