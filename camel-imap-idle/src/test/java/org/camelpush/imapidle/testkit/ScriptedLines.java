package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The recorded conversation of one scripted connection: lines and commands in, text out, failures with the transcript.
 */
final class ScriptedLines {

    private static final Pattern LITERAL = Pattern.compile(".*\\{(\\d{1,8})([+-]?)}$", Pattern.DOTALL);

    private final int number;
    private final ScriptedWire wire;
    private final Transcript transcript;
    private final Duration patience;

    ScriptedLines(int number, ScriptedWire wire, Transcript transcript, Duration patience) {
        this.number = number;
        this.wire = wire;
        this.transcript = transcript;
        this.patience = patience;
    }

    int number() {
        return number;
    }

    Duration patience() {
        return patience;
    }

    List<String> transcript() {
        return transcript.lines(number);
    }

    void send(byte[] bytes) throws IOException {
        if (transcript.recording()) {
            transcript.server(number, new String(bytes, StandardCharsets.ISO_8859_1));
        }
        wire.write(bytes);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next line, or null when the client is gone; fails when the limit passes. */
    String readLine(Duration limit, String what) throws IOException {
        try {
            String line = wire.readLine(limit);
            if (line != null) {
                transcript.client(number, line.isEmpty() ? "\n" : line);
            }
            return line;
        } catch (SocketTimeoutException e) {
            throw failure("waited " + limit.toMillis() + " ms in vain for " + what);
        }
    }

    /** The next command with its literals, or null when the client is gone; fails when the limit passes. */
    ScriptedCommand readCommand(Duration limit, String what) throws IOException {
        String line = readLine(limit, what);
        if (line == null) {
            return null;
        }
        StringBuilder text = new StringBuilder(line);
        Matcher literal = LITERAL.matcher(line);
        while (literal.matches()) {
            // RFC 7888: {n+} is sent without waiting for the continuation
            if (literal.group(2).isEmpty()) {
                send("+ go ahead\r\n");
            }
            String content = wire.readBytes(Integer.parseInt(literal.group(1)), patience);
            if (content == null) {
                return null;
            }
            transcript.client(number, content);
            line = readLine(patience, "the end of a literal");
            if (line == null) {
                return null;
            }
            text.append("\r\n").append(content).append(line);
            literal = LITERAL.matcher(line);
        }
        return ScriptedCommand.parse(text.toString());
    }

    /** Whether the regular expression matches the whole text, whatever the case. */
    static boolean matches(String regex, String text) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(text)
                .matches();
    }

    AssertionError failure(String message) {
        return new AssertionError("connection " + number + ": " + message + "\n  " + String.join("\n  ", transcript()));
    }
}
