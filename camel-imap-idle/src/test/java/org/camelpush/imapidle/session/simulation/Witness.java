package org.camelpush.imapidle.session.simulation;

import java.time.Duration;

import org.camelpush.imapidle.session.Failure;
import org.camelpush.imapidle.session.SessionEvent;

/** Hears what a session reports. */
final class Witness implements SessionEvent.Listener {

    private static final Duration STABLE = Duration.ofMinutes(5);

    private final World world;
    private final Shell shell;
    private long freshTokenAt = -STABLE.toNanos();
    private boolean stopped;
    private boolean notSettled;

    Witness(World world, Shell shell) {
        this.world = world;
        this.shell = shell;
    }

    boolean hasSeenTheEnd() {
        return stopped;
    }

    boolean hasSeenARefusedSettlement() {
        return notSettled;
    }

    @Override
    public void ready(SessionEvent.Ready event) {
        // the phases are checked instead
    }

    @Override
    public void lost(SessionEvent.Lost event) {
        world.stimuli++;
        long now = world.agenda.now();
        if (event.failure().kind() == Failure.Kind.TOKEN && !event.nextAttempt().isZero()) {
            world.gone(Path.TOKEN_REFUSED_AGAIN);
        }
        if (event.nextAttempt().isZero()) {
            boolean soon = now - freshTokenAt < STABLE.toNanos();
            if (soon || event.failure().kind() != Failure.Kind.TOKEN) {
                throw new BrokenRule("only a refused token is tried anew at once, and once: " + event);
            }
            freshTokenAt = now;
        }
        boolean throttled = event.failure().text().contains("Suggested Backoff Time");
        if (throttled) {
            world.gone(Path.THROTTLED);
            if (event.nextAttempt().toMillis() < 92_415) {
                throw new BrokenRule("a server's wish to be left alone must be heard: " + event);
            }
        }
    }

    @Override
    public void offline(SessionEvent.Offline event) {
        world.gone(Path.OFFLINE);
    }

    void askedToReconnect() {
        freshTokenAt = -STABLE.toNanos();
    }

    @Override
    public void gaveUpConnecting(SessionEvent.GaveUpConnecting event) {
        world.gone(Path.FAILED_FOR_GOOD);
    }

    @Override
    public void mailboxReset(SessionEvent.MailboxReset event) {
        world.gone(Path.RESET);
        if (shell.route().inRoute() > 0) {
            world.gone(Path.RESET_WITH_MAIL_IN_ROUTE);
        }
    }

    @Override
    public void deliveryGivenUp(SessionEvent.DeliveryGivenUp event) {
        world.deliveries.givenUp(shell.uidValidity(), event.uid());
    }

    @Override
    public void notSettled(SessionEvent.NotSettled event) {
        world.gone(Path.NOT_SETTLED);
        notSettled = true;
    }

    @Override
    public void alert(SessionEvent.Alert event) {
        // for people
    }

    @Override
    public void moved(SessionEvent.Moved event) {
        world.stimuli++;
        world.gone(Path.MOVED_CONNECTION);
        shell.moveEnded(event.number());
    }

    @Override
    public void moveFailed(SessionEvent.MoveFailed event) {
        world.stimuli++;
        world.gone(Path.MOVE_FAILED);
        shell.moveEnded(event.number());
    }

    @Override
    public void noRoom(SessionEvent.NoRoom event) {
        world.gone(Path.NO_ROOM_FOR_A_FOLDER);
    }

    @Override
    public void stopped(SessionEvent.Stopped event) {
        if (stopped || !shell.isStopping()) {
            throw new BrokenRule("a session must stop once, and when it was told to");
        }
        stopped = true;
        if (shell.route().inRoute() > 0) {
            world.gone(Path.STOPPED_WITH_MAIL_IN_ROUTE);
        }
    }
}
