package org.camelpush.benchmarks.bare;

import java.util.function.LongConsumer;

/** Idles in INBOX and fetches each mail that is announced, one at a time, then idles again. Does nothing else. */
public final class BareIdleClient implements BareConnection.Conversation {

    /** How it gets from IDLE to FETCH. */
    enum Way {
        /** DONE and FETCH in one write: the fastest that RFC 2177 allows. */
        ONE_WRITE,
        /** DONE, its answer, then FETCH: one round trip more, and nothing sent before the server has ended IDLE. */
        AFTER_OK
    }

    private final Way way;
    private final String user;
    private final Runnable idling;
    private final LongConsumer arrivals;
    private long uidNext;
    private boolean inIdle;

    /**
     * @param idling called each time the server has accepted IDLE
     * @param arrivals told {@link System#nanoTime()} when a mail's last octet is there
     */
    BareIdleClient(Way way, String user, Runnable idling, LongConsumer arrivals) {
        this.way = way;
        this.user = user;
        this.idling = idling;
        this.arrivals = arrivals;
    }

    @Override
    public void line(BareConnection connection, String line) {
        switch (line.charAt(0)) {
            case '*' -> untagged(connection, line);
            case '+' -> {
                inIdle = true;
                idling.run();
            }
            case 'l' -> connection.send("s SELECT INBOX\r\n");
            case 's', 'f' -> connection.send("i IDLE\r\n");
            case 'i' -> {
                if (way == Way.AFTER_OK) {
                    connection.send(fetch());
                }
            }
            default -> {
                // the end of a FETCH response
            }
        }
    }

    private void untagged(BareConnection connection, String line) {
        if (inIdle && line.endsWith(" EXISTS")) {
            inIdle = false;
            connection.send(way == Way.ONE_WRITE ? "DONE\r\n" + fetch() : "DONE\r\n");
        } else if (line.startsWith("* OK [CAPABILITY")) {
            connection.send("l LOGIN " + user + " secret\r\n");
        } else if (line.startsWith("* OK [UIDNEXT ")) {
            uidNext = Long.parseLong(line, 14, line.indexOf(']'), 10);
        }
    }

    private String fetch() {
        return "f UID FETCH " + uidNext++ + " (BODY.PEEK[])\r\n";
    }

    @Override
    public void literal(byte[] content) {
        arrivals.accept(System.nanoTime());
    }
}
