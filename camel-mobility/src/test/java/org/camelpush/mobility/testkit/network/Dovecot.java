package org.camelpush.mobility.testkit.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/** A real Dovecot behind a {@link Network}: IMAP on 143, POP3 on 110, one account whose mails are in a Maildir. */
public final class Dovecot implements AutoCloseable {

    public static final int IMAP = 143;
    public static final int POP3 = 110;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String USER = "alice";
    private static final String PASSWORD = "secret";

    private final Network network;
    private final Path folder;
    private final UserPrincipal owner;
    private final Process master;
    private final Thread lastResort = new Thread(this::kill, "dovecot-last-resort");
    private int delivered;

    private Dovecot(Network network, String further, List<String> by) throws IOException {
        this.network = network;
        // short, because sockets below it allow some 100 characters
        folder = Files.createTempDirectory(Path.of("/tmp"), "dovecot");
        owner = FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("mail");
        Files.createDirectories(folder.resolve("run"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String each : List.of("", "tmp", "cur", "new")) {
            Files.setOwner(Files.createDirectories(maildir().resolve(each)), owner);
        }
        Files.setOwner(folder.resolve("mail"), owner);
        Files.writeString(folder.resolve("dovecot.conf"), configuration() + further + "\n");
        List<String> command = new ArrayList<>(by);
        command.addAll(List.of(
                "/usr/sbin/dovecot", "-F", "-c", folder.resolve("dovecot.conf").toString()));
        master = new ProcessBuilder(network.there(command.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    public static Dovecot start(Network network) {
        return start(network, "");
    }

    /** With further lines of its configuration; waits until it listens. */
    public static Dovecot start(Network network, String further) {
        return start(network, further, List.of());
    }

    /** Started by that command, such as {@code mptcpize run}. */
    public static Dovecot start(Network network, String further, List<String> by) {
        try {
            Dovecot dovecot = new Dovecot(network, further, by);
            await().atMost(PATIENCE).until(dovecot::listens);
            return dovecot;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean listens() throws IOException {
        if (!master.isAlive()) {
            throw new IllegalStateException("Dovecot does not start:\n" + Files.readString(log()));
        }
        Process look = new ProcessBuilder(network.there("ss", "-Htnl", "sport", "=", ":" + POP3)).start();
        return new BufferedReader(new InputStreamReader(look.getInputStream(), StandardCharsets.US_ASCII)).readLine()
                != null;
    }

    private String configuration() {
        return """
                base_dir = %1$s/run
                state_dir = %1$s/run
                log_path = %1$s/dovecot.log
                protocols = imap pop3
                listen = %2$s
                ssl = no
                disable_plaintext_auth = no
                auth_failure_delay = 0
                mail_max_userip_connections = 1000
                mailbox_idle_check_interval = 1 secs
                mail_location = maildir:%1$s/mail
                first_valid_uid = 1
                first_valid_gid = 1
                namespace inbox {
                  inbox = yes
                  separator = /
                }
                passdb {
                  driver = static
                  args = password=%3$s
                }
                userdb {
                  driver = static
                  args = uid=mail gid=mail home=%1$s/mail
                }
                service anvil {
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                """.formatted(folder, network.server(), PASSWORD);
    }

    private Path log() {
        return folder.resolve("dovecot.log");
    }

    private Path maildir() {
        return folder.resolve("mail");
    }

    /** Of camel-imap-idle; further options begin with an ampersand. */
    public String imapIdleUri(String options) {
        return "imap-idle:" + network.server() + "?startTls=false&username=" + USER + "&password=" + PASSWORD + options;
    }

    /** Of camel-mail: {@code imap} or {@code pop3}, polled often; further options begin with an ampersand. */
    public String mailUri(String protocol, String options) {
        return protocol + ":" + network.server() + "?username=" + USER + "&password=" + PASSWORD
                + "&initialDelay=10&delay=100" + options;
    }

    /** Written to tmp, then renamed into new, so that none is seen half. */
    public void deliver(String subject) {
        String name = System.currentTimeMillis() / 1000 + ".P"
                + ProcessHandle.current().pid() + "Q" + ++delivered + ".test";
        try {
            Path written = maildir().resolve("tmp").resolve(name);
            Files.writeString(
                    written,
                    "From: bob@example.com\r\nTo: alice@example.com\r\nMessage-ID: <" + name
                            + "@example.com>\r\nSubject: " + subject + "\r\n\r\nThe body of " + subject + ".\r\n");
            Files.setOwner(written, owner);
            Files.move(written, maildir().resolve("new").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Forgets all UIDs: the folder has another UIDVALIDITY from now on. To be called while nobody is logged in. */
    public void renumber() {
        killSessions();
        try (Stream<Path> files = Files.list(maildir())) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("dovecot"))
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void killSessions() {
        List<ProcessHandle> sessions = master.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/imap"))
                .toList();
        sessions.forEach(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE)
                .until(() -> master.descendants().noneMatch(child -> sessions.contains(child) && child.isAlive()));
    }

    /** How many mails it has. */
    public long mails() {
        return count("new") + count("cur");
    }

    /** How many of them nobody has marked as seen; a Maildir has that in their names. */
    public long unseen() {
        return mails() - count("cur", ":2,[A-Z]*S[A-Z]*");
    }

    private long count(String which) {
        return count(which, "");
    }

    private long count(String which, String flags) {
        try (Stream<Path> files = Files.list(maildir().resolve(which))) {
            return files.filter(file -> file.toString().matches(".*" + flags)).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void kill() {
        List<ProcessHandle> family = Stream.concat(Stream.of(master.toHandle()), master.descendants())
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException stillWrittenTo) {
            // below /tmp, and small
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        kill();
    }
}
