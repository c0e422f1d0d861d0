package org.camelpush.imapidle.session.simulation;

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

    String header() {
        int end = content.indexOf("\r\n\r\n");
        return end < 0 ? content : content.substring(0, end + 4);
    }

    String flags() {
        return (seen ? "\\Seen" : "") + (seen && deleted ? " " : "") + (deleted ? "\\Deleted" : "");
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
