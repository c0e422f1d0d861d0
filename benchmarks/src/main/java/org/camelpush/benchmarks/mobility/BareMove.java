package org.camelpush.benchmarks.mobility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The least that a client can do to watch a mailbox from another address: a plain socket, one command after the other. */
final class BareMove {

    private final int port;
    private final String user;
    private final String password;

    BareMove(int port, String user, String password) {
        this.port = port;
        this.user = user;
        this.password = password;
    }

    /**
     * Connects, logs in, opens the folder by QRESYNC, and waits for IDLE's continuation.
     *
     * @param from the address to come from
     * @return nanoseconds until then
     */
    long run(String from) throws IOException {
        long start = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            until(in, "* OK");
            say(socket, in, "a LOGIN " + user + ' ' + password);
            say(socket, in, "b ENABLE QRESYNC");
            say(socket, in, "c SELECT INBOX (QRESYNC (1 1))");
            socket.getOutputStream().write("d IDLE\r\n".getBytes(StandardCharsets.US_ASCII));
            until(in, "+");
            return System.nanoTime() - start;
        }
    }

    private static void say(Socket socket, BufferedReader in, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        until(in, command.charAt(0) + " OK");
    }

    private static void until(BufferedReader in, String beginning) throws IOException {
        for (String line = in.readLine(); !line.startsWith(beginning); line = in.readLine()) {
            if (line.matches("\\w (NO|BAD) .*")) {
                throw new IOException(line);
            }
        }
    }
}
