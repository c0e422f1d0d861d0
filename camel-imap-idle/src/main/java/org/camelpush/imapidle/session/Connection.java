package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.SearchKey;

/** The connection there is, or the last one: its number, what the server has said on it, and what is waited for. */
final class Connection {

    private final SessionSettings settings;
    private final Effects effects;
    private final LaneTimers timers;
    private final IntSupplier generations;

    private int generation;
    private boolean asking;
    private boolean open;
    private boolean reached;
    private int tags;
    private long lastHeard;
    private Patience patience;
    private Capabilities capabilities = Capabilities.NONE;
    private Negotiated negotiated = Negotiated.NOTHING;
    private SelectedFolder folder = new SelectedFolder();
    private Pace pace = new Pace();
    private boolean enabledRev2;
    private boolean compressed;
    private boolean qresync;
    private boolean reconcileDue;
    private boolean loggedIn;
    private Profile profile = Profile.USUAL;
    /** The other folders that the server tells of, or null. */
    private Notified notifiedOf;

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
        tags = 0;
        lastHeard = now;
        capabilities = Capabilities.NONE;
        negotiated = Negotiated.NOTHING;
        folder = new SelectedFolder();
        pace = new Pace();
        enabledRev2 = false;
        compressed = false;
        loggedIn = false;
        profile = binding.profile();
        notifiedOf = null;
        qresync = false;
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
        agreedBy(given.owner());
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
        given.owner().agreedBy(this);
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

    /** Takes over how far the other is with the same server connection. */
    private void agreedBy(Connection other) {
        tags = other.tags;
        capabilities = other.capabilities;
        negotiated = other.negotiated;
        enabledRev2 = other.enabledRev2;
        compressed = other.compressed;
        profile = other.profile;
        notifiedOf = other.notifiedOf;
    }

    /** Whether the server tells of news in other folders too (RFC 5465). */
    boolean isNotifying() {
        return notifiedOf != null;
    }

    Notified notifiedOf() {
        return notifiedOf;
    }

    /** Null for none. */
    void notifiedOf(Notified folders) {
        notifiedOf = folders;
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
        String tag = "A" + ++tags;
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

    Capabilities capabilities() {
        return capabilities;
    }

    /** What the server says, as far as it may be used. */
    void capabilities(Capabilities said) {
        Capabilities usable = said.usable(settings.dialect().disabled());
        capabilities = enabledRev2 ? usable.asRev2(settings.dialect().disabled()) : usable;
    }

    void enabledRev2() {
        enabledRev2 = true;
        capabilities = capabilities.asRev2(settings.dialect().disabled());
    }

    /** RFC 7162 §3.2.3: from here on the server tells what is gone by identifiers. */
    void enabledQresync() {
        qresync = capabilities.has("QRESYNC");
    }

    boolean isQresync() {
        return qresync;
    }

    /** Messages with what goes in their headers. */
    Command fetch(String sequenceSet, Download download) {
        return folder.tellsModSeq()
                ? Command.uidFetchWithModSeq(sequenceSet, download)
                : Command.uidFetch(sequenceSet, download);
    }

    /** RFC 7888: the server takes literals, small ones at least, without being asked. */
    boolean mayPushLiterals() {
        return capabilities.has("LITERAL+") || capabilities.has("LITERAL-");
    }

    void loggedIn(AuthMechanism by) {
        negotiated = new Negotiated(by, negotiated.software(), negotiated.extensions());
    }

    /** True when the login was by an access token, whose time ends. */
    boolean isByToken() {
        return negotiated.login() != null && negotiated.login().isToken();
    }

    void software(String name) {
        negotiated = new Negotiated(negotiated.login(), name, negotiated.extensions());
    }

    /** RFC 4978 §3: the octet after the server's OK is the first of a compressed stream, both ways. */
    void compress() {
        compressed = true;
        effects.add(new SessionEffect.Compress(generation));
    }

    /** The folder will be opened: from here on nothing more is agreed on. */
    void settled() {
        List<String> extensions = new ArrayList<>(Stream.of("ESEARCH", "IDLE", "MOVE", "UIDPLUS")
                .filter(capabilities::has)
                .toList());
        if (isNotifying()) {
            extensions.add("NOTIFY");
        }
        if (qresync) {
            extensions.add("QRESYNC");
        }
        if (compressed) {
            extensions.add("COMPRESS=DEFLATE");
        }
        if (capabilities.isRev2()) {
            extensions.add("IMAP4REV2");
        }
        negotiated = new Negotiated(negotiated.login(), negotiated.software(), extensions);
    }

    Negotiated negotiated() {
        return negotiated;
    }

    Command search(String key) {
        return Command.uidSearch(key, capabilities);
    }

    List<Command> search(String uids, String key, SearchKey wanted) {
        return Command.uidSearch(uids, key, wanted, capabilities);
    }

    SelectedFolder folder() {
        return folder;
    }

    Pace pace() {
        return pace;
    }

    boolean canPush() {
        return capabilities.has("IDLE") && !pace.isIdleDenied();
    }
}
