package org.camelpush.benchmarks.endurance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What can go wrong, and how often in one round of everything. */
enum Trouble {
    KILL_APPLICATION("SIGKILL to the application", 4),
    KILL_SERVER("SIGKILL to all of Dovecot", 1),
    STOP_SERVER("orderly restart of Dovecot", 1),
    KILL_SESSIONS("SIGKILL to Dovecot's imap processes", 2),
    CUT("link closed with FIN", 1),
    RESET("link closed with RST", 1),
    CUT_IN_ANSWER("link cut in the middle of an answer", 2),
    BLACK_HOLE("link that swallows everything", 2);

    private final String title;
    private final int share;

    Trouble(String title, int share) {
        this.title = title;
        this.share = share;
    }

    String title() {
        return title;
    }

    /** One round of everything, shuffled. */
    static List<Trouble> round(Random random) {
        List<Trouble> round = new ArrayList<>();
        for (Trouble trouble : values()) {
            round.addAll(Collections.nCopies(trouble.share, trouble));
        }
        Collections.shuffle(round, random);
        return round;
    }
}
