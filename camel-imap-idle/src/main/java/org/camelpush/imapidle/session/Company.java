package org.camelpush.imapidle.session;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a session does for other folders of its account that have no connection: watches them, and lends them its own. */
final class Company {

    private final MailboxSession session;
    private final Timers timers;
    private final Effects effects;
    private boolean host;
    private List<String> guests = List.of();
    /** Folders whose STATUS is to be asked for. */
    private Set<String> unknown = Set.of();

    private int surveyed;
    private boolean guestWaits;
    /** True from the end of a visit until the host has done some work of its own. */
    private boolean ownTurn;

    Company(MailboxSession session, Timers timers, Effects effects) {
        this.session = session;
        this.timers = timers;
        this.effects = effects;
    }

    void noHost() {
        host(List.of());
        host = false;
    }

    void host(List<String> names) {
        host = true;
        guests = List.copyOf(names);
        surveyed = 0;
        unknown = new LinkedHashSet<>();
        if (guests.isEmpty()) {
            guestWaits = false;
            timers.cancel(SessionTimer.SURVEY);
        } else if (session.isWatching()) {
            watched();
        }
    }

    List<String> guests() {
        return guests;
    }

    boolean isHost() {
        return host;
    }

    void guestWaits(boolean waits) {
        guestWaits = waits;
    }

    /** What a free connection is to be used for instead of the session's own next step. */
    Planner.Step insteadOf(Planner.Step own) {
        if (ownTurn && own.isWork()) {
            return own;
        }
        boolean atWork = own == Planner.Step.SETTLE || own == Planner.Step.POSITION;
        if (atWork || guests.isEmpty()) {
            return own;
        }
        if (isNotifyDue()) {
            return Planner.Step.NOTIFY;
        }
        if (!unknown.isEmpty() && !session.isStopping() && !session.isSuspended()) {
            return Planner.Step.SURVEY;
        }
        return guestWaits ? Planner.Step.LEND : own;
    }

    void chosen(Planner.Step step) {
        ownTurn &= !step.isWork();
    }

    /** The connection watches from here on, or still does. */
    void watched() {
        if (guests.isEmpty() || isNotifyDue()) {
            return; // what the server will tell of is not known yet
        }
        int generation = session.connection().generation();
        if (surveyed != generation) {
            surveyed = generation;
            unknown.addAll(guests);
        }
        Agreement agreement = session.agreement();
        boolean toldOfAll = agreement.isNotifying() && agreement.notifiedOf().isOfAll();
        if (!toldOfAll && !timers.isRunning(SessionTimer.SURVEY)) {
            timers.set(SessionTimer.SURVEY, session.settings.pollInterval());
        }
        effects.share(new SharingNote.Watches(
                agreement.isNotifying() ? agreement.notifiedOf().watched() : Set.of()));
    }

    private boolean isNotifyDue() {
        Agreement agreement = session.agreement();
        return agreement.isNotifying() && !agreement.notifiedOf().asked().equals(guests);
    }

    void surveyDue() {
        unknown.addAll(guests);
        if (session.agreement().isNotifying()) {
            unknown.removeAll(session.agreement().notifiedOf().watched());
        }
    }

    /** The next folder whose STATUS is to be asked for, or null. */
    String nextUnknown() {
        for (String name : unknown) {
            unknown.remove(name);
            return name;
        }
        return null;
    }

    /** The connection is gone; a server that was not watching is asked for everything by the next one. */
    void lost() {
        if (!guests.isEmpty()) {
            timers.cancel(SessionTimer.SURVEY);
            effects.share(new SharingNote.Lost());
        }
    }

    /** Nothing but a connection to another folder, or of another, can help the guests soon. */
    void unfit(Failure failure) {
        boolean noneOfTheirs = failure.kind() == Failure.Kind.FOLDER || failure.kind() == Failure.Kind.LIMIT;
        if (host && noneOfTheirs) {
            effects.share(new SharingNote.Unfit(failure));
        }
    }

    void ended() {
        if (host || session.guest().isMember()) {
            effects.share(new SharingNote.Ended());
            noHost();
            session.guest().leaveForGood();
        }
    }

    void takeBack(Loan loan, String guest, Failure failure) {
        if (session.connection() != loan.owner() || !(session.state() instanceof Lending)) {
            return;
        }
        if (failure != null) {
            session.state().lost(failure);
            return;
        }
        ownTurn = true;
        // what came while the folder was being left was told to nobody
        if (session.agreement().isNotifying() && guests.contains(guest)) {
            unknown.add(guest);
        }
        session.connection().takenBack(session.now());
        session.become(new Selecting(session));
    }
}
