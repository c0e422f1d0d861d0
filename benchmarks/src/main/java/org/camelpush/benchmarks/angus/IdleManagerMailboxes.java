package org.camelpush.benchmarks.angus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;

import org.camelpush.benchmarks.idle.IdleMailboxes;
import org.camelpush.benchmarks.idle.Security;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IdleManager;

/** One IdleManager that watches INBOX of all. */
public final class IdleManagerMailboxes implements IdleMailboxes {

    private final Security security;
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final Session session = AngusStores.session(true, executor);
    private final IdleManager manager;
    private final List<Folder> folders = new ArrayList<>();
    private int made;

    public IdleManagerMailboxes(Security security) throws IOException {
        this.security = security;
        manager = new IdleManager(session, executor);
    }

    @Override
    public void add(int port, int count) throws MessagingException {
        for (int i = 0; i < count; i++) {
            Store store = AngusStores.connect(session, security, port, "user" + made++);
            IMAPFolder folder = (IMAPFolder) store.getFolder("INBOX");
            folder.open(Folder.READ_WRITE);
            folders.add(folder);
            manager.watch(folder);
        }
    }

    @Override
    public void close() {
        manager.stop();
        executor.shutdown();
    }
}
