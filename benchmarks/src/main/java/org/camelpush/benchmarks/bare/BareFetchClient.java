package org.camelpush.benchmarks.bare;

import java.util.concurrent.CompletableFuture;

/** Fetches every mail of INBOX by one command. */
public final class BareFetchClient implements BareConnection.Conversation {

    private final CompletableFuture<Integer> fetched = new CompletableFuture<>();
    private final String user;
    private int mails;

    BareFetchClient(String user) {
        this.user = user;
    }

    /** How many mails came, when the server has sent the last one. */
    CompletableFuture<Integer> fetched() {
        return fetched;
    }

    @Override
    public void line(BareConnection connection, String line) {
        if (line.startsWith("* OK [CAPABILITY")) {
            connection.send("l LOGIN " + user + " secret\r\n");
        } else if (line.startsWith("l ")) {
            connection.send("s SELECT INBOX\r\n");
        } else if (line.startsWith("s ")) {
            connection.send("f UID FETCH 1:* (BODY.PEEK[])\r\n");
        } else if (line.startsWith("f ")) {
            fetched.complete(mails);
        }
    }

    @Override
    public void literal(byte[] content) {
        mails++;
    }
}
