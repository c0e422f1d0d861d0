package org.camelpush.benchmarks.angus;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;

import org.camelpush.benchmarks.idle.Security;
import org.camelpush.benchmarks.latency.LatencyContestant;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IdleManager;

/** Angus tells of a mail, the listener fetches it whole; by a thread in {@code idle()}, or by IdleManager. */
public final class AngusContestant implements LatencyContestant {

    private final boolean managed;
    private ExecutorService executor;
    private IdleManager manager;
    private Store store;
    private IMAPFolder folder;
    private LongConsumer arrivals;

    private AngusContestant(boolean managed) {
        this.managed = managed;
    }

    public static AngusContestant byIdle() {
        return new AngusContestant(false);
    }

    public static AngusContestant byIdleManager() {
        return new AngusContestant(true);
    }

    @Override
    public String title() {
        return managed ? "Angus IdleManager" : "Angus idle()";
    }

    @Override
    public void start(int port, LongConsumer toldOfArrivals) throws MessagingException, IOException {
        arrivals = toldOfArrivals;
        executor = Executors.newCachedThreadPool();
        Session session = AngusStores.session(managed, executor);
        store = AngusStores.connect(session, Security.PLAIN, port, "user");
        folder = (IMAPFolder) store.getFolder("INBOX");
        folder.addMessageCountListener(new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent event) {
                bring(event.getMessages());
            }
        });
        folder.open(Folder.READ_WRITE);
        if (managed) {
            manager = new IdleManager(session, executor);
            manager.watch(folder);
        } else {
            new Thread(this::idle, "idle").start();
        }
    }

    private void bring(Message[] mails) {
        try {
            FetchProfile whole = new FetchProfile();
            whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
            folder.fetch(mails, whole);
            for (int i = 0; i < mails.length; i++) {
                mails[i].getContent();
                arrivals.accept(System.nanoTime());
            }
            if (managed) {
                manager.watch(folder);
            }
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void idle() {
        try {
            while (folder.isOpen()) {
                folder.idle();
            }
        } catch (MessagingException | IllegalStateException e) {
            // it was closed
        }
    }

    @Override
    public void stop() throws IOException {
        if (managed) {
            manager.stop();
        }
        try {
            store.close();
        } catch (MessagingException e) {
            throw new IOException(e);
        }
        executor.shutdown();
    }

    @Override
    public boolean marksSeen() {
        return false;
    }
}
