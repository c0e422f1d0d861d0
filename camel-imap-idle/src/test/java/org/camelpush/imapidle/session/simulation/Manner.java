package org.camelpush.imapidle.session.simulation;

/** How a server is all its life: what it can do, and how it puts things. Nothing here is against the RFC. */
final class Manner {

    /** What comes of an IDLE command. */
    enum Idle {
        ACCEPTED,
        NOT_OFFERED,
        NO,
        BAD,
        OK_WITHOUT_PLUS
    }

    final Idle idle;
    final boolean uidNext;
    final boolean saslPlain;
    final boolean xoauth2;
    final boolean oauthBearer;
    final boolean initialResponse;
    final String literals;
    final boolean capabilitiesInGreeting;
    final boolean capabilitiesInLogin;
    final boolean rev1;
    final boolean rev2;
    final boolean esearch;
    final boolean foldsGaps;
    final boolean compress;
    final boolean id;
    final boolean move;
    final boolean uidPlus;
    final boolean readOnly;
    final boolean idleOnlyAfterLogin;
    final boolean announcesFirst;
    final boolean existsBeforeExpunge;
    final boolean saysNothingWhenNothingFound;
    final boolean noWhenSomeAreGone;
    final boolean findsWhatIsGone;
    final boolean staysOpenAfterBye;
    final boolean unannouncedGaps;
    final boolean oneLogin;
    final boolean notify;
    final boolean notifyRefused;
    final boolean statusTellsUidNext;
    final int mostLogins;
    final boolean notifiesAsciiOnly;
    final boolean condstore;
    final boolean qresync;
    final boolean noModSeq;
    final boolean refusesParameters;
    final boolean refusesEnable;
    final boolean tellsUids;

    Manner(Chance chance, Kind kind) {
        idle = idle(chance, kind);
        uidNext = !chance.in(0.2);
        saslPlain = chance.in(0.6);
        xoauth2 = chance.in(0.6);
        oauthBearer = !xoauth2 || chance.in(0.5);
        initialResponse = chance.in(0.5);
        literals = chance.oneOf("", "LITERAL+", "LITERAL-");
        capabilitiesInGreeting = chance.in(0.5);
        capabilitiesInLogin = chance.in(0.5);
        rev2 = chance.in(0.3);
        rev1 = !rev2 || chance.in(0.7);
        esearch = chance.in(0.5);
        foldsGaps = chance.in(0.3);
        compress = chance.in(0.5);
        id = chance.in(0.5);
        move = chance.in(0.5);
        uidPlus = chance.in(0.5);
        readOnly = chance.in(0.1);
        idleOnlyAfterLogin = chance.in(0.3);
        announcesFirst = chance.in(0.3);
        existsBeforeExpunge = chance.in(0.3);
        saysNothingWhenNothingFound = chance.in(0.3);
        noWhenSomeAreGone = chance.in(0.5);
        findsWhatIsGone = !kind.isPrompt() && chance.in(0.1);
        staysOpenAfterBye = chance.in(0.3);
        unannouncedGaps = chance.in(0.5);
        oneLogin = kind != Kind.SHARED && chance.in(0.2);
        notify = kind == Kind.SHARED && chance.in(0.5);
        notifyRefused = chance.in(0.1);
        statusTellsUidNext = notify || !chance.in(0.1); // RFC 5465 §5.2
        notifiesAsciiOnly = chance.in(0.3);
        mostLogins = kind == Kind.SHARED ? chance.oneOf(1, 2, 100) : 100;
        qresync = chance.in(0.35);
        condstore = qresync || chance.in(0.3);
        noModSeq = chance.in(0.1);
        refusesParameters = chance.in(0.1);
        refusesEnable = chance.in(0.1);
        tellsUids = chance.in(0.3);
    }

    private static Idle idle(Chance chance, Kind kind) {
        if (kind == Kind.POLLED) {
            return chance.oneOf(Idle.NOT_OFFERED, Idle.NO, Idle.BAD, Idle.OK_WITHOUT_PLUS);
        }
        return kind == Kind.CALM || chance.in(0.85) ? Idle.ACCEPTED : chance.oneOf(Idle.values());
    }

    String capabilities(boolean loggedIn, boolean secure, boolean startTls) {
        StringBuilder names = new StringBuilder(rev1 ? "IMAP4rev1" : "IMAP4rev2");
        add(names, rev1 && rev2, "IMAP4rev2");
        add(names, rev2 && rev1 || qresync, "ENABLE");
        add(names, condstore, "CONDSTORE");
        add(names, qresync, "QRESYNC");
        add(names, loggedIn && esearch, "ESEARCH");
        add(names, loggedIn && compress, "COMPRESS=DEFLATE");
        add(names, loggedIn && id, "ID");
        add(names, idle != Idle.NOT_OFFERED && (loggedIn || !idleOnlyAfterLogin), "IDLE");
        add(names, startTls && !secure, "STARTTLS");
        add(names, startTls && !secure, "LOGINDISABLED");
        add(names, saslPlain, "AUTH=PLAIN");
        add(names, xoauth2, "AUTH=XOAUTH2");
        add(names, oauthBearer, "AUTH=OAUTHBEARER");
        add(names, initialResponse, "SASL-IR");
        add(names, !literals.isEmpty(), literals);
        add(names, loggedIn && move, "MOVE");
        add(names, loggedIn && uidPlus, "UIDPLUS");
        add(names, loggedIn && notify, "NOTIFY");
        return names.toString();
    }

    private static void add(StringBuilder names, boolean has, String name) {
        if (has) {
            names.append(' ').append(name);
        }
    }
}
