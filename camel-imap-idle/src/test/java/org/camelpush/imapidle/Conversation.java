package org.camelpush.imapidle;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.camelpush.imapidle.testkit.TestMails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What scripts of the failure cases have in common: the usual beginning, the usual way of a mail, silence. */
public final class Conversation {

    public static final long UID_VALIDITY = 77;

    private Conversation() {}

    /** Greets, lets in, and opens a folder with so many mails; the next one will have this UID. */
    public static void open(ScriptedConnection client, long exists, long uidNext) throws IOException {
        client.greet();
        client.login();
        client.select(exists, UID_VALIDITY, uidNext);
    }

    /** Opens an empty folder. */
    public static void openEmpty(ScriptedConnection client) throws IOException {
        open(client, 0, 1);
    }

    /** Waits for DONE and ends the IDLE. */
    public static void endIdle(ScriptedConnection client, ScriptedCommand idle) throws IOException {
        client.awaitDone();
        client.reply(idle, "OK IDLE done");
    }

    /**
     * Answers whatever the client asks about these mails, the first of which has this number in the folder, until it idles;
     * that IDLE is accepted and returned. How the client finds its mails is its own affair.
     */
    public static ScriptedCommand bring(ScriptedConnection client, int firstNumber, long... uids) throws IOException {
        ScriptedCommand command = client.awaitCommand();
        while (command != null && !command.name().equals("IDLE")) {
            if (command.name().equals("UID SEARCH")) {
                client.send("* SEARCH"
                        + LongStream.of(uids).mapToObj(uid -> " " + uid).collect(Collectors.joining()));
            } else if (command.name().equals("UID FETCH")) {
                for (int i = 0; i < uids.length; i++) {
                    if (isFetched(command, uids[i])) {
                        client.sendFetch(command, firstNumber + i, uids[i], mail(uids[i]));
                    }
                }
            }
            client.reply(command, "OK done");
            command = client.awaitCommand();
        }
        client.send("+ idling");
        return command;
    }

    /** True when the sequence set of this command holds the UID. */
    public static boolean isFetched(ScriptedCommand command, long uid) {
        return Stream.of(command.arguments().get(0).split(","))
                .map(range -> range.split(":"))
                .anyMatch(range -> Long.parseLong(range[0]) <= uid && uid <= Long.parseLong(range[range.length - 1]));
    }

    /** In an IDLE, announces a mail and brings it; its subject is {@code mail <uid>}. Returns the next IDLE. */
    public static ScriptedCommand push(ScriptedConnection client, ScriptedCommand idle, int number, long uid)
            throws IOException {
        client.send("* " + number + " EXISTS");
        endIdle(client, idle);
        return bring(client, number, uid);
    }

    public static byte[] mail(long uid) {
        return TestMails.plain("mail " + uid, "body of " + uid);
    }

    /** From this IDLE on answers whatever comes, pushing nothing, until the client is gone. */
    public static void idleToTheEnd(ScriptedConnection client, ScriptedCommand present) throws IOException {
        ScriptedCommand idle = present;
        for (ScriptedCommand c = client.awaitCommand(); c != null; c = client.awaitCommand()) {
            if (c.name().equals("IDLE")) {
                idle = c;
                client.send("+ idling");
            } else {
                client.reply(c.tag().isEmpty() ? idle : c, "OK done");
            }
        }
    }

    /** The client says nothing for a while; the connection stays. */
    public static void staysSilent(ScriptedConnection client, Duration time) {
        int said = client.transcript().size();
        assertThatThrownBy(() -> client.awaitClosedByClient(time)).hasMessageContaining("in vain");
        assertThat(client.transcript()).hasSize(said);
    }

    /** How often the client has said this on the connection; a regular expression for all that follows the tag. */
    public static long count(ScriptedConnection client, String command) {
        return client.transcript().stream()
                .filter(line -> line.matches("C: (\\S+ )?" + command))
                .count();
    }
}
