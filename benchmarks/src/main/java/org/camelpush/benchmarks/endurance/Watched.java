package org.camelpush.benchmarks.endurance;

import java.util.Locale;

/** The mailboxes that are watched, each with another way to keep the position. */
enum Watched {
    /** In order, position in a database: a crash may repeat the one mail that was in flight, and no other. */
    CURSOR("&cursorRepository=#positions&startFrom=ALL&markSeen=false", 1, 1),

    /**
     * The same with several exchanges at once. One may be slow to end while the others go on, so that the mails in
     * flight are not the last ones that were processed.
     */
    SEVERAL("&cursorRepository=#positions&startFrom=ALL&maxInFlight=4", 4, 64),

    /**
     * Default options: the flag \Seen is the position. The server is told of mails a second late, and not at all while
     * the link is down, so that a crash may repeat what was processed since: all that was fetched ahead (128 mails), and
     * one command for the server (256).
     */
    SEEN("", 384, 384);

    private final String options;
    private final int repeatable;
    private final int recent;

    Watched(String options, int repeatable, int recent) {
        this.options = options;
        this.repeatable = repeatable;
        this.recent = recent;
    }

    /** Name of the mailbox, the route and the user. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its route adds to the options all have. */
    String options() {
        return options;
    }

    /** Mails that one crash may repeat. */
    int repeatable() {
        return repeatable;
    }

    /** A mail that a crash may repeat is among so many that were processed last before it. */
    int recent() {
        return recent;
    }
}
