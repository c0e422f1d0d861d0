package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;

import org.camelpush.testkit.TestCertificates;

/**
 * A real Dovecot 2.3 on free ports of 127.0.0.1, in a folder of its own below /tmp: any user, the password
 * {@link #password()}, mails in Maildirs. It can be killed and come back with its mails.
 */
public final class DovecotServer implements AutoCloseable {

    private static final Map<Flags.Flag, String> SYSTEM_FLAGS = Map.of(
            Flags.Flag.SEEN, "\\Seen",
            Flags.Flag.ANSWERED, "\\Answered",
            Flags.Flag.FLAGGED, "\\Flagged",
            Flags.Flag.DELETED, "\\Deleted",
            Flags.Flag.DRAFT, "\\Draft");

    private final TestCertificates certificates = TestCertificates.localhost();
    private final DovecotConfig config;
    private final Maildir maildir;
    private final DovecotProcess process;
    private final Thread lastResort = new Thread(this::abandon, "dovecot-last-resort");
    private final int port;
    private final int tlsPort;

    private DovecotServer(int clientsPerProcess) throws IOException, GeneralSecurityException {
        try (ServerSocket plain = freePort();
                ServerSocket tls = freePort()) {
            port = plain.getLocalPort();
            tlsPort = tls.getLocalPort();
        }
        config = new DovecotConfig(clientsPerProcess);
        config.write(port, tlsPort, password(), certificates);
        maildir = new Maildir(config.mailUser());
        maildir.own(config.mails());
        process = new DovecotProcess(config, port);
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    /** Whether the binary is there. */
    public static boolean isAvailable() {
        return DovecotProcess.binary().isPresent();
    }

    /** Starts one with a process for each client, as is usual, and waits until it greets. */
    public static DovecotServer start() throws IOException, GeneralSecurityException {
        return start(1);
    }

    /**
     * Starts one whose processes serve a hundred clients each. With a process for each, the kernel's limit of inotify
     * instances for a user (128) makes all further clients wait for the look Dovecot takes once a second.
     */
    public static DovecotServer startForThousands() throws IOException, GeneralSecurityException {
        return start(100);
    }

    private static DovecotServer start(int clientsPerProcess) throws IOException, GeneralSecurityException {
        DovecotServer server = new DovecotServer(clientsPerProcess);
        try {
            server.process.start();
            Runtime.getRuntime().addShutdownHook(server.lastResort);
            return server;
        } catch (IOException e) {
            server.deleteFolder();
            throw e;
        }
    }

    /** The address it listens on; its certificate is good for it. */
    public String host() {
        return "127.0.0.1";
    }

    /** IMAP, with STARTTLS offered and passwords allowed without. */
    public int port() {
        return port;
    }

    /** IMAP with TLS from the first byte. */
    public int tlsPort() {
        return tlsPort;
    }

    /** The password of every user. */
    public String password() {
        return "secret";
    }

    /** An access token for this user that is good for so long; negative for one that is over. */
    public String token(String user, Duration validity) {
        return TokenSigner.sign(user, validity);
    }

    /** The certificate it shows. */
    public TestCertificates certificates() {
        return certificates;
    }

    /** Where all it has and writes is. */
    Path folder() {
        return config.folder();
    }

    /** What it logged so far. */
    public String log() throws IOException {
        return Files.readString(config.log());
    }

    /** Delivers to the user's INBOX, whether the server runs or not; the server finds it by itself. */
    public void deliver(String user, byte[] mail) throws IOException {
        maildir.deliver(config.maildir(user), mail);
    }

    /** Kills it and all its processes with SIGKILL: no BYE, and what it had not written is lost. */
    public void kill9() {
        process.kill();
    }

    /** Kills the processes that serve clients with SIGKILL; the server goes on and takes new clients. */
    public void killSessions() {
        process.killSessions();
    }

    /** Stops it in order, with BYE to its clients. */
    public void stop() {
        process.stop();
    }

    /** Starts it again on the same ports with the same mails, after {@link #kill9()}, {@link #stop()} or neither. */
    public void restart() throws IOException {
        process.stop();
        process.start();
    }

    /** Creates a folder for a user; {@code /} separates levels. */
    public void createFolder(String user, String name) throws MessagingException {
        try (Store store = store(user)) {
            if (!store.getFolder(name).create(Folder.HOLDS_MESSAGES)) {
                throw new MessagingException("folder not created: " + name);
            }
        }
    }

    /** Deletes a folder of a user with its mails. */
    public void deleteFolder(String user, String name) throws MessagingException {
        try (Store store = store(user)) {
            store.getFolder(name).delete(false);
        }
    }

    /** The flags and keywords of all mails in a folder, by UID, as IMAP writes them ({@code \Seen}). */
    public SortedMap<Long, Set<String>> flagsOf(String user, String folderName) throws MessagingException {
        try (Store store = store(user);
                Folder folder = store.getFolder(folderName)) {
            folder.open(Folder.READ_ONLY);
            SortedMap<Long, Set<String>> all = new TreeMap<>();
            for (Message message : folder.getMessages()) {
                all.put(((UIDFolder) folder).getUID(message), names(message.getFlags()));
            }
            return all;
        }
    }

    private static Set<String> names(Flags flags) {
        Set<String> names = new TreeSet<>(Set.of(flags.getUserFlags()));
        for (Flags.Flag flag : flags.getSystemFlags()) {
            names.add(SYSTEM_FLAGS.getOrDefault(flag, "\\Recent"));
        }
        return names;
    }

    /** A mail store of Angus, logged in as this user, for whatever else another client might do; to be closed. */
    public Store store(String user) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.connectiontimeout", "10000");
        properties.setProperty("mail.imap.timeout", "10000");
        Store store = Session.getInstance(properties).getStore("imap");
        store.connect(host(), port, user, password());
        return store;
    }

    /** Stops it and deletes its folder. */
    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        process.stop();
        deleteFolder();
    }

    /** For a JVM that ends before the server is closed: nothing of it may stay. */
    private void abandon() {
        process.kill();
        try {
            deleteFolder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteFolder() throws IOException {
        try (Stream<Path> all = Files.walk(config.folder())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
