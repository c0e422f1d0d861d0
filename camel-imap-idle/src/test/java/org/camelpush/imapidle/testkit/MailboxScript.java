package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

/**
 * A model mailbox in memory, served to any number of connections: {@code ScriptedImapServer.start(mailbox)}. It says
 * what changed to idling clients at once, on the thread that changes it, one write per client; every other client
 * hears it with the answer to its next command. Safe from any thread. The configuring methods are for before the
 * server starts.
 */
public final class MailboxScript implements Script {

    /** The capabilities unless told: what the model really does. */
    public static final String CAPABILITIES = ScriptedConnection.CAPABILITIES + " NAMESPACE ENABLE";

    private static final String INBOX = "INBOX";

    private final Map<String, ModelFolder> folders = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final AtomicInteger deleted = new AtomicInteger();
    private final List<ModelSession> sessions = new CopyOnWriteArrayList<>();
    private volatile String capabilities = CAPABILITIES;
    private volatile String capabilitiesBeforeLogin = CAPABILITIES;
    private volatile String user;
    private volatile String secret;
    private volatile SSLContext tls;
    private volatile boolean readOnly;
    private volatile boolean silent;

    /** An account with an empty INBOX that lets everybody in. */
    public MailboxScript() {
        createFolder(INBOX);
    }

    /** What it announces, before and after login. */
    public MailboxScript capabilities(String announced) {
        return capabilities(announced, announced);
    }

    /** What it announces before login and what after. */
    public MailboxScript capabilities(String beforeLogin, String afterLogin) {
        capabilitiesBeforeLogin = beforeLogin;
        capabilities = afterLogin;
        return this;
    }

    /** Lets in only this user with this password or bearer token; may be changed while serving. */
    public MailboxScript credentials(String onlyUser, String onlySecret) {
        user = onlyUser;
        secret = onlySecret;
        return this;
    }

    /** Agrees to STARTTLS with this context, and announces it. */
    public MailboxScript startTls(SSLContext context) {
        tls = context;
        capabilitiesBeforeLogin = capabilitiesBeforeLogin + " STARTTLS";
        return this;
    }

    /** Opens every folder read-only, whatever the client asks for. */
    public MailboxScript readOnlyFolders() {
        readOnly = true;
        return this;
    }

    /** Accepts IDLE and pushes nothing, as some servers do; may be changed while serving. */
    public MailboxScript silentWhileIdle(boolean says) {
        silent = says;
        return this;
    }

    /** Serves a client until it is gone. */
    @Override
    public void serve(ScriptedConnection connection) throws IOException {
        new ModelSession(connection, new Door()).run();
    }

    /** Delivers to INBOX, announces it to whoever idles there, and returns the UID. */
    public long deliver(byte[] mail) {
        return deliver(INBOX, mail);
    }

    /** Delivers to this folder, announces it to whoever idles there, and returns the UID. */
    public long deliver(String folder, byte[] mail) {
        return existing(folder).append(mail, Set.of(), Instant.now()).uid();
    }

    /** Delivers this mail to INBOX so many times at once, seen already; announced to nobody. */
    public void fill(int count, byte[] mail) {
        existing(INBOX).fill(count, mail, Set.of("\\Seen"), Instant.now());
    }

    /** Removes a mail from INBOX, as another client would. */
    public void expunge(long uid) {
        existing(INBOX).remove(List.of(mail(INBOX, uid)), null);
    }

    /** Adds a flag to a mail in INBOX, as another client would. */
    public void flag(long uid, String flag) {
        ModelMail mail = mail(INBOX, uid);
        if (mail.store("+FLAGS", List.of(flag))) {
            existing(INBOX).flagsChanged(mail, null);
        }
    }

    /** The flags of a mail in INBOX. */
    public Set<String> flags(long uid) {
        return mail(INBOX, uid).flags();
    }

    /** The flags of a mail in this folder. */
    public Set<String> flags(String folder, long uid) {
        return mail(folder, uid).flags();
    }

    /** The UIDs in INBOX, ascending. */
    public List<Long> uids() {
        return uids(INBOX);
    }

    /** The UIDs in this folder, ascending. */
    public List<Long> uids(String folder) {
        return Arrays.stream(existing(folder).mails()).map(ModelMail::uid).toList();
    }

    /** The names of all folders. */
    public List<String> folders() {
        return List.copyOf(folders.keySet());
    }

    /** Creates a folder, if it is not there. */
    public void createFolder(String name) {
        folders.computeIfAbsent(name, key -> new ModelFolder(key, 1 + deleted.get()));
    }

    /** Removes a folder with its mails; who has it selected is cut. One made anew is numbered anew. */
    public void deleteFolder(String name) {
        deleted.incrementAndGet();
        folders.remove(name);
        disconnectAll();
    }

    /** Gives INBOX another UIDVALIDITY and its mails new UIDs from 1; every client is cut. */
    public void renumber(long uidValidity) {
        existing(INBOX).renumber(uidValidity);
        disconnectAll();
    }

    /** When a mail of INBOX was first announced; empty when no client has been told. */
    public Optional<Delivery> delivery(long uid) {
        return Optional.ofNullable(existing(INBOX).announced().get(uid));
    }

    /** All announcements of mails in INBOX, by UID. */
    public List<Delivery> deliveries() {
        return existing(INBOX).announced().values().stream()
                .sorted(Comparator.comparingLong(Delivery::uid))
                .toList();
    }

    /** The connections that are logged in now. */
    public List<ScriptedConnection> connections() {
        List<ScriptedConnection> all = new ArrayList<>();
        sessions.forEach(session -> all.add(session.connection()));
        return all;
    }

    /** How many connections are in IDLE now. */
    public int idling() {
        return (int) sessions.stream().filter(ModelSession::idling).count();
    }

    /** Cuts every connection, without a BYE. */
    public void disconnectAll() {
        for (ModelSession session : sessions) {
            try {
                session.connection().cut();
            } catch (IOException e) {
                // gone already
            }
        }
    }

    String capabilities() {
        return capabilities;
    }

    boolean readOnly() {
        return readOnly;
    }

    boolean silent() {
        return silent;
    }

    ModelFolder find(String name) {
        return folders.get(name);
    }

    void entered(ModelSession session) {
        sessions.add(session);
    }

    void left(ModelSession session) {
        sessions.remove(session);
    }

    private ModelFolder existing(String name) {
        return Optional.ofNullable(find(name)).orElseThrow(() -> new NoSuchElementException("no folder " + name));
    }

    private ModelMail mail(String folder, long uid) {
        return Arrays.stream(existing(folder).mails())
                .filter(mail -> mail.uid() == uid)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no mail " + uid + " in " + folder));
    }

    private final class Door implements ModelDoor {

        @Override
        public String capabilities() {
            return capabilitiesBeforeLogin;
        }

        @Override
        public MailboxScript open(ScriptedLogin login) {
            boolean welcome = user == null || user.equals(login.user()) && secret.equals(login.secret());
            return welcome ? MailboxScript.this : null;
        }

        @Override
        public SSLContext tls() {
            return tls;
        }
    }
}
