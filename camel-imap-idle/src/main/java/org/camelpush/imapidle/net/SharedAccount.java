package org.camelpush.imapidle.net;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import org.camelpush.imapidle.session.MailboxSession;
import org.camelpush.imapidle.session.SessionInput;
import org.camelpush.imapidle.session.Sharing;
import org.camelpush.imapidle.session.SharingNote;
import org.camelpush.imapidle.session.SharingOrder;

/**
 * The folders of one account, which share connections on one event loop. All but the constructor, {@link #join} and
 * {@link #closing} happens there.
 */
public final class SharedAccount {

    private static final int NONE = -2;

    private record Errand(int folder, SharingOrder order) {}

    private final Bootstrap bootstrap;
    private final EventLoop loop;
    private final Sharing sharing;
    private final Map<Integer, MailboxDriver> drivers = new HashMap<>();
    private final Map<MailboxDriver, Integer> folders = new HashMap<>();
    private final IntSupplier generations = MailboxSession.counter();
    private final Queue<Errand> errands = new ArrayDeque<>();
    private boolean busy;
    private volatile boolean closing;

    /**
     * @param maxConnections for all folders, where the server cannot tell of several on one
     * @param bootstrap makes channels on one event loop; it is not changed
     */
    public SharedAccount(int maxConnections, Bootstrap bootstrap) {
        this.bootstrap = bootstrap;
        loop = (EventLoop) bootstrap.config().group();
        sharing = new Sharing(maxConnections, (folder, order) -> errands.add(new Errand(folder, order)));
    }

    public Bootstrap bootstrap() {
        return bootstrap;
    }

    /** Numbers the connections of all its sessions. */
    public IntSupplier generations() {
        return generations;
    }

    /** A folder takes part, before its session starts. */
    void join(MailboxDriver driver, String name) {
        try {
            loop.execute(() -> {
                int folder = sharing.join(name);
                folders.remove(drivers.get(folder)); // one that has ended
                drivers.put(folder, driver);
                folders.put(driver, folder);
                runErrands();
            });
        } catch (RejectedExecutionException shutDown) {
            closing = true; // nothing will be started any more
        }
    }

    /** All folders are to stop: the one whose connection the others need does so last. */
    public void closing() {
        closing = true;
    }

    /** A session has something to tell. The connection itself goes with the right to use it. */
    void tell(MailboxDriver from, SharingNote note) {
        int folder = folders.get(from);
        int visiting = sharing.visiting();
        if (note instanceof SharingNote.Recalls && visiting >= 0) {
            drivers.get(visiting).giveTo(from);
        } else if (note instanceof SharingNote.GivesBack && visiting == folder && sharing.host() >= 0) {
            from.giveTo(drivers.get(sharing.host()));
        }
        sharing.on(folder, note);
        if (note instanceof SharingNote.Lends lends && sharing.visiting() >= 0) {
            from.lendTo(drivers.get(sharing.visiting()), lends.loan().generation());
        }
    }

    /** After a step of a session: what others are to do because of it. */
    void runErrands() {
        if (busy) {
            return;
        }
        busy = true;
        try {
            Errand next;
            while ((next = errands.poll()) != null) {
                drivers.get(next.folder()).feed(new SessionInput.Ordered(next.order()));
            }
        } finally {
            busy = false;
        }
        stopHostLast();
    }

    /** The others may need its connection to the end. */
    boolean mustWait(MailboxDriver driver) {
        return closing
                && sharing.host() == folders.getOrDefault(driver, NONE)
                && folders.keySet().stream().anyMatch(each -> each != driver && !each.isOver());
    }

    private void stopHostLast() {
        MailboxDriver host = drivers.get(sharing.host());
        if (host != null && host.isToStop() && !mustWait(host)) {
            host.stopNow();
        }
    }
}
