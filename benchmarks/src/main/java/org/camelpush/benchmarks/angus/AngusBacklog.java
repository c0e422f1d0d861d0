package org.camelpush.benchmarks.angus;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;

import org.camelpush.benchmarks.backlog.BacklogContestant;
import org.camelpush.benchmarks.idle.Security;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** Searches what is unseen, fetches all of it whole by one command, and looks at each; flags nothing. */
public final class AngusBacklog implements BacklogContestant {

    @Override
    public String title() {
        return "Angus, one FETCH";
    }

    @Override
    public long drain(int port, String user, int mails) throws MessagingException, IOException {
        ExecutorService events = Executors.newSingleThreadExecutor();
        long start = System.nanoTime();
        try (Store store = AngusStores.connect(AngusStores.session(false, events), Security.PLAIN, port, user);
                Folder folder = store.getFolder("INBOX")) {
            folder.open(Folder.READ_ONLY);
            Message[] unseen = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
            FetchProfile whole = new FetchProfile();
            whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
            folder.fetch(unseen, whole);
            for (Message mail : unseen) {
                mail.getContent();
            }
            long end = System.nanoTime();
            if (unseen.length != mails) {
                throw new IllegalStateException(unseen.length + " mails came instead of " + mails);
            }
            return end - start;
        } finally {
            events.shutdown();
        }
    }
}
