package org.camelpush.benchmarks.idle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Where an {@link IdleServer} is asked, and told, what the mailboxes do. */
final class IdleServerPort {

    private final int port;

    IdleServerPort(int port) {
        this.port = port;
    }

    /** Connections that are in IDLE. */
    int idling() throws IOException {
        return Integer.parseInt(ask("idling"));
    }

    /** Connections that are logged in. */
    int connected() throws IOException {
        return Integer.parseInt(ask("connected"));
    }

    /** Delivers a mail to each of so many users; all were told of theirs when this returns. */
    void deliver(int users) throws IOException {
        ask("deliver " + users);
    }

    /** Sends half a line to who is at the port that stalls. */
    void stall() throws IOException {
        ask("stall");
    }

    private String ask(String question) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            out.println(question);
            String answer = in.readLine();
            if (answer == null) {
                throw new IOException("The server could not do: " + question);
            }
            return answer;
        }
    }
}
