package org.camelpush.benchmarks.angus;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;

import org.camelpush.benchmarks.idle.IdleMailboxes;
import org.camelpush.benchmarks.idle.Security;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** A thread in {@code IMAPFolder.idle()} for each. */
public final class AngusIdleMailboxes implements IdleMailboxes {

    private final Security security;
    private final ExecutorService events = Executors.newFixedThreadPool(4);
    private final Session session = AngusStores.session(false, events);
    private int made;

    public AngusIdleMailboxes(Security security) {
        this.security = security;
    }

    @Override
    public void add(int port, int count) throws MessagingException {
        for (int i = 0; i < count; i++) {
            Store store = AngusStores.connect(session, security, port, "user" + made++);
            IMAPFolder folder = (IMAPFolder) store.getFolder("INBOX");
            folder.open(Folder.READ_WRITE);
            Thread thread = new Thread(() -> idle(folder), "idle-" + made);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void idle(IMAPFolder folder) {
        try {
            while (folder.isOpen()) {
                folder.idle();
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // the threads are daemons, and the process ends
        events.shutdown();
    }
}
