package org.camelpush.imapidle.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;

/** A client that says what it is told, to try the kit with. It waits 5 s for a line. */
final class LineClient implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    private LineClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(5_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    static LineClient to(int port) throws IOException {
        return new LineClient(new Socket("127.0.0.1", port));
    }

    static LineClient to(int port, SSLContext context) throws IOException {
        return new LineClient(context.getSocketFactory().createSocket("127.0.0.1", port));
    }

    /** Connects to a model mailbox and goes as far as an open INBOX. */
    static LineClient inInbox(int port) throws IOException {
        LineClient client = to(port);
        client.readLine();
        client.command("login LOGIN somebody secret");
        client.command("open SELECT INBOX");
        return client;
    }

    LineClient upgraded(SSLContext context) throws IOException {
        return new LineClient(context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true));
    }

    Socket socket() {
        return socket;
    }

    void send(String... lines) throws IOException {
        byte[] bytes = (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next line, or null at the end. */
    String readLine() throws IOException {
        return in.readLine();
    }

    /** The next line of news, or null at the end. While a client idles Dovecot may say at any time that it is still here. */
    String readNews() throws IOException {
        String line;
        do {
            line = readLine();
        } while ("* OK Still here".equals(line));
        return line;
    }

    /** Sends a command and reads up to its tagged answer. */
    List<String> command(String text) throws IOException {
        send(text);
        return readTo(text.substring(0, text.indexOf(' ')));
    }

    /** Reads lines up to one that starts with this word. */
    List<String> readTo(String word) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = readLine();
            if (line == null) {
                throw new IOException("the server closed after " + lines);
            }
            lines.add(line);
        } while (!line.startsWith(word + " "));
        return lines;
    }

    /** Goes into IDLE. */
    void idle() throws IOException {
        send("idle IDLE");
        readTo("+");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
