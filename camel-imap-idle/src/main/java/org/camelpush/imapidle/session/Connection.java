package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.function.IntSupplier;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Download;

/** The connection there is, or the last one, own or lent: its number, how it is begun and ended, and what is waited for. */
final class Connection {

    private final SessionSettings settings;
    private final Effects effects;
    private final LaneTimers timers;
    private final IntSupplier generations;

    private int generation;
    private boolean asking;
    private boolean open;
    private boolean reached;
    private long lastHeard;
    private Patience patience;
    private Agreement agreement;
    private SelectedFolder folder = new SelectedFolder();
    private Pace pace = new Pace();
    private boolean reconcileDue;
    private boolean loggedIn;
    private Profile profile = Profile.USUAL;
    private boolean lentOut;
    /** What this is instead of a connection of its own, or null. */
    private Loan loan;

    /**
     * @param generations gives a number to each connection, higher than all before
     */
    Connection(SessionSettings settings, Effects effects, LaneTimers timers, IntSupplier generations) {
        this.settings = settings;
        this.effects = effects;
        this.timers = timers;
        this.generations = generations;
        agreement = new Agreement(settings);
    }

    /** The next connection wants its turn, of the server that it will be with. */
    void ask(TurnStep how, Binding binding) {
        generation = generations.getAsInt();
        profile = binding.profile();
        asking = true;
        reached = false;
        tell(how);
    }

    /** True when this is the number of the connection that waits for its turn. */
    boolean isAsking(int number) {
        return asking && number == generation;
    }

    /** The turn has come. */
    void open(Binding binding, long now) {
        asking = false;
        open = true;
        lastHeard = now;
        agreement = new Agreement(settings);
        folder = new SelectedFolder();
        pace = new Pace();
        loggedIn = false;
        profile = binding.profile();
        effects.add(new SessionEffect.Connect(generation, binding));
        expectWithin(settings.connectTimeout());
    }

    /** The server has greeted: the host is up. */
    void reached() {
        reached = true;
        tell(TurnStep.REACHED);
    }

    void loggedIn() {
        if (!loggedIn && !isLent()) {
            loggedIn = true;
            tell(TurnStep.LOGGED_IN);
        }
    }

    /** Forgets the connection; what still comes from it is void. */
    void close() {
        if (isLent()) {
            giveBack(new Failure(Failure.Kind.NETWORK, "The connection was left by another folder that used it"));
        } else {
            close(TurnStep.RETURN);
        }
    }

    /** Forgets a connection that failed. */
    void close(Failure failure) {
        if (isLent()) {
            giveBack(failure);
            return;
        }
        close(open && !reached && failure.isOfHost() ? TurnStep.UNREACHED : TurnStep.RETURN);
    }

    private void close(TurnStep end) {
        timers.cancel(SessionTimer.STATE);
        if (open) {
            timers.cancel(SessionTimer.DEADLINE);
            timers.cancel(SessionTimer.RECONCILE);
            reconcileDue = false;
            if (lentOut) {
                lentOut = false;
                effects.share(new SharingNote.Recalls());
            }
            effects.add(new SessionEffect.Close(generation));
        }
        if (open || asking) {
            open = false;
            asking = false;
            tell(end);
        }
    }

    /** Another folder uses it from here on. */
    void lend() {
        lentOut = true;
        timers.cancel(SessionTimer.RECONCILE);
    }

    /** It is our own again, with no folder open. */
    void takenBack(long now) {
        lentOut = false;
        lastHeard = now;
        folder = new SelectedFolder();
    }

    /** Takes what another folder lends. */
    void visit(Loan given, long now) {
        loan = given;
        open = true;
        generation = given.generation();
        lastHeard = now;
        folder = new SelectedFolder();
        profile = given.owner().profile;
        agreement = given.owner().agreement;
    }

    boolean isLent() {
        return loan != null;
    }

    /** It can be used further by its owner. */
    void giveBack() {
        giveBack(null);
    }

    private void giveBack(Failure failure) {
        Loan given = loan;
        visitOver();
        effects.share(new SharingNote.GivesBack(given, failure));
    }

    /** What was lent is closed by its owner. */
    void visitOver() {
        timers.cancel(SessionTimer.STATE);
        timers.cancel(SessionTimer.DEADLINE);
        timers.cancel(SessionTimer.RECONCILE);
        reconcileDue = false;
        open = false;
        loan = null;
    }

    /** The server was heard by another folder's session, which watches for this one. */
    void heardOfBy(long now) {
        lastHeard = now;
    }

    /** True when STARTTLS must succeed before anything secret is sent. */
    boolean startsTls() {
        return profile.startsTls(settings);
    }

    /** Which mails, and how much of them. */
    Selection selection() {
        return profile.selection(settings);
    }

    Duration idleRenewal() {
        return profile.idleRenewal(settings);
    }

    private void tell(TurnStep step) {
        effects.add(new SessionEffect.Turn(generation, step, profile.server()));
    }

    /** True when this is the number of the connection that is open. */
    boolean isOpen(int number) {
        return open && number == generation;
    }

    int generation() {
        return generation;
    }

    String sendTagged(Command command) {
        String tag = agreement.nextTag();
        effects.add(new SessionEffect.Send(generation, tag + ' ' + command.text(), command.secret()));
        return tag;
    }

    void sendUntagged(Command command) {
        effects.add(new SessionEffect.Send(generation, command.text(), command.secret()));
    }

    void expectAnswer(Patience how) {
        patience = how;
        timers.set(SessionTimer.DEADLINE, settings.livenessTimeout());
    }

    /** Something other than the server's answer is due. */
    void expectWithin(Duration time) {
        patience = Patience.STRICT;
        timers.set(SessionTimer.DEADLINE, time);
    }

    void answerCame() {
        timers.cancel(SessionTimer.DEADLINE);
    }

    /** Something came from a connection; false when it is not the one that is open. */
    boolean heard(int number, long now) {
        if (isOpen(number)) {
            lastHeard = now;
        }
        return isOpen(number);
    }

    long lastHeard() {
        return lastHeard;
    }

    /** The deadline has come; false when the server has said something since, and that is enough for now. */
    boolean isTooLate(long now) {
        long left = settings.livenessTimeout().toNanos() - (now - lastHeard);
        if (patience == Patience.STRICT || left <= 0) {
            return true;
        }
        timers.set(SessionTimer.DEADLINE, left);
        return false;
    }

    /** Look for mail after so long, whatever the server announces. */
    void reconcileAfter(Duration delay) {
        reconcileDue = false;
        timers.set(SessionTimer.RECONCILE, delay);
    }

    void reconcileSomeTime() {
        if (!reconcileDue && !timers.isRunning(SessionTimer.RECONCILE)) {
            reconcileAfter(settings.reconcileInterval());
        }
    }

    void reconcileDue() {
        reconcileDue = true;
    }

    boolean isReconcileDue() {
        return reconcileDue;
    }

    /** Messages with what goes in their headers. */
    Command fetch(String sequenceSet, Download download) {
        return folder.tellsModSeq()
                ? Command.uidFetchWithModSeq(sequenceSet, download)
                : Command.uidFetch(sequenceSet, download);
    }

    /** RFC 4978 §3: the octet after the server's OK is the first of a compressed stream, both ways. */
    void compress() {
        agreement.compressed();
        effects.add(new SessionEffect.Compress(generation));
    }

    /** What holds between us and the server. */
    Agreement agreement() {
        return agreement;
    }

    SelectedFolder folder() {
        return folder;
    }

    Pace pace() {
        return pace;
    }

    boolean canPush() {
        return agreement.capabilities().has("IDLE") && !pace.isIdleDenied();
    }
}
