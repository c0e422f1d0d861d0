package org.camelpush.imapidle.session.simulation;

import java.util.HashSet;
import java.util.Set;

/** One mail of the model mailbox, and what became of it. A mail that is numbered anew is a new one. */
final class ModelMail {

    final long uidValidity;
    final long uid;
    final String content;
    final long arrivedAt;

    /** Whether the mail is one of those the user wants. */
    boolean matches = true;

    // --- on the server
    boolean seen;
    boolean deleted;
    boolean gone;
    boolean flagged;
    /** When its flags were last changed, and when it went, on the folder's own clock (RFC 7162 §3.1). */
    long modSeq;

    long goneAt;
    /** Something of it may have to be told to a client that does not know it yet. */
    int changes;

    /** Whether it was \Seen or \Deleted or gone at any time: a search may have seen it so. */
    boolean everSeen;

    boolean everDeleted;

    // --- in the sessions
    /** The life of a process in which each of these was last true; 0 for never. */
    int acknowledgedInLife;

    int inRouteInLife;
    int givenUpInLife;
    boolean acknowledged;
    boolean givenUp;
    /** Not asked for by startFrom, or not possible to know. */
    boolean excused;

    // --- what events told of it
    /** Flags that it had since somebody else last changed them: one of these must be what the route heard last. */
    final Set<String> acceptable = new HashSet<>();

    final Set<String> everHad = new HashSet<>();
    /** Given by us: that somebody else gave it too at that moment nobody can tell. */
    final Set<String> ours = new HashSet<>();

    int changesByOthers;
    /** What the route heard last, in the present life; null for nothing it can rely on. */
    String toldFlags;

    int deliveredInLife;
    int eventInLife;
    int goneToldInLife;
    int removedByUsInLife;
    /** Somebody else removed it, and then we asked for it: which of the two it was nobody can tell the client. */
    boolean goneBeforeWeRemoved;

    boolean seenAtBirth;
    int failures;
    int unreadable;
    int failuresToCome;
    int copies;

    ModelMail(long uidValidity, long uid, String content, long arrivedAt) {
        this.uidValidity = uidValidity;
        this.uid = uid;
        this.content = content;
        this.arrivedAt = arrivedAt;
    }

    void markSeen() {
        seen = true;
        everSeen = true;
    }

    void markDeleted() {
        deleted = true;
        everDeleted = true;
    }

    void toggleFlagged() {
        flagged = !flagged;
    }

    String header() {
        int end = content.indexOf("\r\n\r\n");
        return end < 0 ? content : content.substring(0, end + 4);
    }

    String flags() {
        return ((seen ? "\\Seen " : "") + (deleted ? "\\Deleted " : "") + (flagged ? "\\Flagged" : "")).trim();
    }

    /** Its flags are these now. */
    void has(boolean byOthers) {
        if (byOthers) {
            acceptable.clear();
            changesByOthers++;
        }
        acceptable.add(Telling.text(flagSet()));
        everHad.add(Telling.text(flagSet()));
    }

    private Set<String> flagSet() {
        return flags().isEmpty() ? Set.of() : Set.of(flags().split(" "));
    }

    /** True when it has to come to the route. */
    boolean isOwed() {
        return matches && !gone && !everDeleted && !excused && !givenUp && !acknowledged;
    }

    @Override
    public String toString() {
        return "mail " + uidValidity + "/" + uid;
    }
}
