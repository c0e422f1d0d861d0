package org.camelpush.mobility.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;

/** A small SMTP server that can stop in the middle of a mail, and notes whose mails it has taken. */
public final class SmtpScript implements AutoCloseable {

    /** Where it asks whether to go on. */
    public enum Point {
        BODY,
        FINAL_DOT
    }

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final List<String> doubted = new CopyOnWriteArrayList<>();
    private final BiPredicate<String, Point> goesOn;

    /** @param goesOn told of a mail's subject; false to close the connection there */
    public SmtpScript(BiPredicate<String, Point> goesOn) throws IOException {
        this("127.0.0.1", 0, goesOn);
    }

    /** On another address than that of the loopback. */
    public SmtpScript(String address, int port, BiPredicate<String, Point> goesOn) throws IOException {
        this.goesOn = goesOn;
        listener = new ServerSocket(port, 50, InetAddress.getByName(address));
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Subject, Message-ID and address of the client, of each mail that was taken. */
    public List<String> taken() {
        return taken;
    }

    /** Who has logged in. */
    public List<String> logins() {
        return logins;
    }

    /** Message-IDs of mails it has read and not answered. */
    public List<String> doubted() {
        return doubted;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            say(client, "220 script ESMTP");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("QUIT")) {
                    say(client, "221 bye");
                    return;
                }
                if (line.equals("DATA")) {
                    say(client, "354 go on");
                    if (!mail(client, in)) {
                        return;
                    }
                }
                if (line.startsWith("EHLO")) {
                    say(client, "250-script");
                    say(client, "250 AUTH PLAIN");
                    continue;
                }
                if (line.startsWith("AUTH PLAIN ")) {
                    String login = new String(Base64.getDecoder().decode(line.substring(11)), StandardCharsets.UTF_8);
                    logins.add(login.split("\0")[1]);
                    say(client, "235 welcome");
                    continue;
                }
                say(client, line.startsWith("RCPT TO:<nobody") ? "550 no such user" : "250 ok");
            }
        } catch (IOException gone) {
            // the client is
        }
    }

    private boolean mail(Socket client, BufferedReader in) throws IOException {
        String subject = "";
        String id = "";
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (line.startsWith("Subject: ")) {
                subject = line.substring(9);
            } else if (line.startsWith("Message-ID: ")) {
                id = line.substring(12);
            } else if (line.isEmpty() && !goesOn.test(subject, Point.BODY)) {
                return false;
            }
        }
        if (!goesOn.test(subject, Point.FINAL_DOT)) {
            doubted.add(id);
            return false;
        }
        taken.add(subject + " " + id + " " + client.getInetAddress().getHostAddress());
        return true;
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
