package org.camelpush.benchmarks.idle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.MailboxesByUser;
import org.camelpush.imapidle.testkit.Script;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.camelpush.testkit.TestCertificates;

/**
 * The server that mailboxes idle at, in a process of its own: prints its ports and its certificate, ends when its
 * standard input does. {@link IdleServerPort} asks it.
 */
final class IdleServer {

    private static final byte[] MAIL = TestMails.ofSize(1_000);

    private final boolean own;
    private final MailboxScript all = new MailboxScript();
    private final MailboxesByUser byUser = new MailboxesByUser();
    private final MailboxScript stalling = new MailboxScript();

    private IdleServer(boolean own, int mails) {
        this.own = own;
        all.fill(mails, MAIL);
    }

    /**
     * Arguments: security; the number of mails in the one mailbox that all users have, seen before, so that nobody gets
     * them; or OWN for an empty mailbox for each user.
     */
    public static void main(String[] arguments) throws Exception {
        boolean own = arguments[1].equals("OWN");
        new IdleServer(own, own ? 0 : Integer.parseInt(arguments[1])).serve(Security.valueOf(arguments[0]));
    }

    private void serve(Security security) throws Exception {
        Script script = own ? byUser : all;
        ScriptedImapServer.Builder builder = ScriptedImapServer.of(script).withoutTranscript();
        if (security.tls()) {
            builder.tls(TestCertificates.localhost().serverContext());
        }
        try (ScriptedImapServer server = builder.start();
                ScriptedImapServer other =
                        ScriptedImapServer.of(stalling).withoutTranscript().start();
                ServerSocket control = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> control(control), "control");
            thread.setDaemon(true);
            thread.start();
            System.out.println(server.port() + " " + other.port() + " " + control.getLocalPort() + " "
                    + TestCertificates.localhost().trustStore() + " "
                    + TestCertificates.localhost().password());
            while (System.in.read() >= 0) {
                continue;
            }
        }
        System.exit(0);
    }

    private void control(ServerSocket socket) {
        try {
            while (true) {
                try (Socket client = socket.accept()) {
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                    PrintStream out = new PrintStream(client.getOutputStream(), true, StandardCharsets.US_ASCII);
                    out.println(answer(in.readLine().split(" ")));
                }
            }
        } catch (IOException closed) {
            // the process ends
        }
    }

    private String answer(String[] words) throws IOException {
        return switch (words[0]) {
            case "idling" -> Integer.toString((own ? byUser.idling() : all.idling()) + stalling.idling());
            case "connected" -> Integer.toString(all.connections().size());
            case "deliver" -> {
                IntStream.range(0, Integer.parseInt(words[1]))
                        .forEach(user -> byUser.mailbox("user" + user).deliver(MAIL));
                yield "delivered";
            }
            case "stall" -> {
                for (ScriptedConnection connection : stalling.connections()) {
                    // half a line, and never the rest
                    connection.sendRaw("* 1 EXIS");
                }
                yield "stalled";
            }
            default -> throw new IllegalArgumentException(words[0]);
        };
    }
}
