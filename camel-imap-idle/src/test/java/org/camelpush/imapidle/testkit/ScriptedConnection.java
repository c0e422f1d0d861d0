package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import javax.net.ssl.SSLContext;

/**
 * One accepted connection in the hands of a {@link Script}. Every {@code expect} waits at most the server's patience
 * (10 s) and else fails with the transcript. Sending is safe from any thread; reading belongs to the script's thread.
 */
public final class ScriptedConnection {

    /** What {@link #greet()} announces: the plainest server a push consumer can be happy with. */
    public static final String CAPABILITIES = "IMAP4rev1 SASL-IR LITERAL+ AUTH=PLAIN IDLE UIDPLUS MOVE UNSELECT ID";

    private static final String FLAGS = "\\Answered \\Flagged \\Deleted \\Seen \\Draft";

    private final ScriptedWire wire;
    private final ScriptedLines lines;
    private volatile String capabilities = CAPABILITIES;

    ScriptedConnection(ScriptedWire wire, ScriptedLines lines) {
        this.wire = wire;
        this.lines = lines;
    }

    /** 1 for the first connection the server accepted, then 2, 3, … */
    public int number() {
        return lines.number();
    }

    /** The IP address the client connected from. */
    public String clientAddress() {
        return wire.clientAddress();
    }

    /** What was said on this connection, as {@code "C: …"} and {@code "S: …"}. */
    public List<String> transcript() {
        return lines.transcript();
    }

    /** Sends the lines, a CRLF after each, in one write. */
    public void send(String... all) throws IOException {
        lines.send(String.join("\r\n", all) + "\r\n");
    }

    /** Sends the text as it is, in ISO-8859-1 and in one write: half a line, or several. */
    public void sendRaw(String text) throws IOException {
        lines.send(text);
    }

    /** Sends the bytes as they are, in one write. */
    public void sendRaw(byte[] bytes) throws IOException {
        lines.send(bytes);
    }

    /** Sends the tagged answer, as in {@code reply(command, "OK done")}. */
    public void reply(ScriptedCommand command, String answer) throws IOException {
        send(command.tag() + " " + answer);
    }

    /** Reads one command whose text after the tag matches the whole regular expression, whatever the case. */
    public ScriptedCommand expect(String regex) throws IOException {
        return checked(next("a command like " + regex), regex);
    }

    /** Reads one raw line that matches the whole regular expression: a SASL response, an empty line. */
    public String expectLine(String regex) throws IOException {
        String line = lines.readLine(lines.patience(), "a line like " + regex);
        if (line == null || !ScriptedLines.matches(regex, line)) {
            throw lines.failure("expected a line like <" + regex + "> but got <" + line + ">");
        }
        return line;
    }

    /** The next command, however long it takes; null when the client is gone. */
    public ScriptedCommand awaitCommand() throws IOException {
        return lines.readCommand(ScriptedWire.FOREVER, "a command");
    }

    private ScriptedCommand next(String what) throws IOException {
        ScriptedCommand command = lines.readCommand(lines.patience(), what);
        if (command == null) {
            throw lines.failure("the client closed while the script waited for " + what);
        }
        return command;
    }

    private ScriptedCommand checked(ScriptedCommand command, String regex) {
        if (!ScriptedLines.matches(regex, command.text())) {
            throw lines.failure("expected a command like <" + regex + "> but got <" + command.text() + ">");
        }
        return command;
    }

    /** Sends a continuation with this text and returns the line the client answers. */
    String ask(String text) throws IOException {
        send("+ " + text);
        return expectLine(".*");
    }

    /** Greets with {@link #CAPABILITIES} in the greeting. */
    public void greet() throws IOException {
        greet(CAPABILITIES);
    }

    /** Greets with these capabilities, which also answer CAPABILITY until {@link #login(String)} gives others. */
    public void greet(String announced) throws IOException {
        capabilities = announced;
        send("* OK [CAPABILITY " + announced + "] scripted server ready");
    }

    /** Lets the client log in, whoever it is, without new capabilities. */
    public ScriptedLogin login() throws IOException {
        return login(capabilities);
    }

    /** Lets the client log in, whoever it is, and announces these capabilities with the answer. */
    public ScriptedLogin login(String announced) throws IOException {
        ScriptedLogin login = awaitLogin();
        capabilities = announced;
        reply(login.command(), "OK [CAPABILITY " + announced + "] logged in");
        return login;
    }

    /** Reads the login, every SASL round of it, and leaves the verdict to the script. */
    public ScriptedLogin awaitLogin() throws IOException {
        return ScriptedLogin.read(this, afterHousekeeping("(LOGIN|AUTHENTICATE) .*"));
    }

    /** Answers SELECT or EXAMINE with this state of the folder. */
    public ScriptedCommand select(long exists, long uidValidity, long uidNext) throws IOException {
        ScriptedCommand command = afterHousekeeping("(SELECT|EXAMINE) .*");
        send(
                "* FLAGS (" + FLAGS + ")",
                "* OK [PERMANENTFLAGS (" + FLAGS + " \\*)] flags permitted",
                "* " + exists + " EXISTS",
                "* 0 RECENT",
                "* OK [UIDVALIDITY " + uidValidity + "] UIDs valid",
                "* OK [UIDNEXT " + uidNext + "] predicted next UID",
                command.tag() + (command.name().equals("SELECT") ? " OK [READ-WRITE]" : " OK [READ-ONLY]") + " open");
        return command;
    }

    /** Answers CAPABILITY, ID, NOOP, NAMESPACE, ENABLE and LIST, then expects a command like this. */
    private ScriptedCommand afterHousekeeping(String regex) throws IOException {
        ScriptedCommand command = next("a command like " + regex);
        while (ScriptedLines.matches("(CAPABILITY|ID|NOOP|NAMESPACE|ENABLE|LIST)\\b.*", command.text())) {
            switch (command.name()) {
                case "CAPABILITY" -> send("* CAPABILITY " + capabilities);
                case "ID" -> send("* ID (\"name\" \"scripted\")");
                case "NAMESPACE" -> send("* NAMESPACE ((\"\" \"/\")) NIL NIL");
                case "LIST" -> send("* LIST () \"/\" INBOX");
                default -> {}
            }
            reply(command, "OK " + command.name() + " done");
            command = next("a command like " + regex);
        }
        return checked(command, regex);
    }

    /** Expects UID SEARCH and answers with these UIDs. */
    public ScriptedCommand search(long... uids) throws IOException {
        ScriptedCommand command = expect("UID SEARCH .*");
        String found = LongStream.of(uids).mapToObj(uid -> " " + uid).collect(Collectors.joining());
        send("* SEARCH" + found, command.tag() + " OK SEARCH done");
        return command;
    }

    /** Expects UID FETCH and answers what it asks for of this one mail, which stands at this sequence number. */
    public ScriptedCommand fetch(int sequence, long uid, byte[] mail) throws IOException {
        ScriptedCommand command = expect("UID FETCH .*");
        sendFetch(command, sequence, uid, mail);
        reply(command, "OK FETCH done");
        return command;
    }

    /** Sends the untagged FETCH response for the items the command asks for. */
    public void sendFetch(ScriptedCommand command, int sequence, long uid, byte[] mail) throws IOException {
        lines.send(FetchResponse.of(command, sequence, new ModelMail(uid, mail)));
    }

    /** Expects IDLE, answers {@code + idling} and returns the command, to be ended after {@link #awaitDone()}. */
    public ScriptedCommand awaitIdle() throws IOException {
        ScriptedCommand idle = expect("IDLE");
        send("+ idling");
        return idle;
    }

    /** Expects DONE; the answer to the IDLE is the script's. */
    public void awaitDone() throws IOException {
        expectLine("DONE");
    }

    /** Expects STARTTLS, agrees, and turns to TLS. */
    public void startTls(SSLContext context) throws IOException {
        reply(afterHousekeeping("STARTTLS"), "OK begin TLS");
        upgradeToTls(context);
    }

    /** Turns to TLS now, with whatever was said before. */
    public void upgradeToTls(SSLContext context) throws IOException {
        wire.startTls(context, lines.patience());
    }

    /** Compresses from here on, both ways, RFC 4978. */
    public void compress() {
        wire.compress();
    }

    /** Answers every command with a plain OK, and IDLE and DONE as they need, until the client closes. */
    public void serveUntilClosed() throws IOException {
        ScriptedCommand idle = null;
        for (ScriptedCommand c = awaitCommand(); c != null; c = awaitCommand()) {
            if (c.name().equals("IDLE")) {
                idle = c;
                send("+ idling");
            } else {
                reply(c.tag().isEmpty() && idle != null ? idle : c, "OK done");
            }
        }
    }

    /** Waits until the client closes or resets the connection; what it still says is recorded, not answered. */
    public void awaitClosedByClient() throws IOException {
        awaitClosedByClient(lines.patience());
    }

    /** As {@link #awaitClosedByClient()}, with a patience of its own. */
    public void awaitClosedByClient(Duration limit) throws IOException {
        try {
            while (lines.readLine(limit, "the client to close") != null) {
                continue;
            }
        } catch (IOException e) {
            // a reset, or TLS without close_notify, is a way to close, too
        }
    }

    /** Closes with RST: what was not yet sent is lost. */
    public void closeAbruptly() throws IOException {
        wire.reset();
    }

    /** Closes with FIN but without TLS close_notify. */
    public void cut() throws IOException {
        wire.cut();
    }

    void close() throws IOException {
        wire.close();
    }
}
