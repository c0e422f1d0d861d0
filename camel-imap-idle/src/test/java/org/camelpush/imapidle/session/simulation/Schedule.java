package org.camelpush.imapidle.session.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.camelpush.imapidle.session.AfterDelivery;
import org.camelpush.imapidle.session.AuthMechanism;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.Dialect;
import org.camelpush.imapidle.session.EventChoice;
import org.camelpush.imapidle.session.ReconnectPolicy;
import org.camelpush.imapidle.session.RedeliveryPolicy;
import org.camelpush.imapidle.session.SessionSettings;
import org.camelpush.imapidle.session.StartFrom;

/** Everything that is decided before a schedule begins, all of it from its seed. */
final class Schedule {

    final long seed;
    final Chance chance;
    final Kind kind;
    final Manner manner;
    final Faults faults;
    final String password;
    final Wish wish;
    final EventChoice events;
    final SessionSettings settings;

    /** Where the session's clock begins; it may be negative, and may pass the end of the numbers. */
    final long clockStart;

    final boolean cursorKept;
    final Duration length;
    final int mailsAtFirst;
    final int arrivals;
    final boolean bursts;
    final int userActions;
    final int suspensions;
    final int reconnects;
    final int networkChanges;
    final int moves;
    final int crashes;
    final int resets;
    final boolean stopsAnytime;
    final long latency;
    final long routeTime;

    Schedule(long seed) {
        this.seed = seed;
        chance = new Chance(seed);
        kind = Kind.values()[(int) Math.floorMod(seed, (long) Kind.values().length)];
        manner = new Manner(chance, kind);
        faults = new Faults(chance, kind);
        password = chance.in(0.3) ? World.UMLAUTS : World.PASSWORD;
        wish = Wish.any(chance);
        events = events();
        settings = settings();
        clockStart =
                chance.oneOf(0L, -Duration.ofDays(30).toNanos(), Long.MAX_VALUE - 1_000_000_000L, 1_000_000_000_000L);
        cursorKept = chance.in(0.7);
        length = Duration.ofSeconds(chance.oneOf(20, 120, 1200));
        boolean many = kind == Kind.BACKLOG || kind == Kind.ANYTHING && chance.in(0.1);
        mailsAtFirst = many ? chance.between(50, 200) : chance.between(0, 6);
        arrivals = many ? chance.between(20, 150) : chance.between(0, 14);
        bursts = chance.in(0.5);
        userActions = chance.between(0, events.flags() || events.expunged() ? 15 : 5);
        suspensions = some(Kind.ROUTE, 3);
        reconnects = kind == Kind.SHARED ? chance.between(0, 3) : some(Kind.CUTS, 2);
        networkChanges = some(Kind.CUTS, 3);
        moves = some(Kind.MOVES, 6);
        crashes = some(Kind.CRASHES, 3);
        resets = some(Kind.RESETS, 2);
        stopsAnytime = kind == Kind.STOPS || kind == Kind.ANYTHING && chance.in(0.3);
        latency = chance.oneOf(0L, chance.millis(1, 20), chance.millis(50, 500));
        routeTime = chance.oneOf(0L, chance.millis(1, 100), kind.isPrompt() ? 0 : chance.millis(1_000, 30_000));
    }

    private int some(Kind special, int most) {
        return kind == special || kind == Kind.ANYTHING && chance.in(0.5) ? chance.between(1, most) : 0;
    }

    private EventChoice events() {
        if (kind == Kind.SHARED || chance.in(0.5)) {
            return EventChoice.MESSAGES;
        }
        return new EventChoice(true, chance.in(0.7), chance.in(0.7), chance.in(0.3));
    }

    private SessionSettings settings() {
        boolean trouble = !kind.isPrompt();
        return new SessionSettings(
                chance.oneOf("INBOX", "INBOX", "Entw\u00fcrfe \"neu\""),
                dialect(),
                kind == Kind.SECURITY || chance.in(0.1),
                chance.oneOf(StartFrom.UNSEEN, StartFrom.UNSEEN, StartFrom.NEW, StartFrom.ALL),
                events,
                wish.selection,
                chance.in(0.3),
                after(),
                chance.oneOf(1, 1, 1, chance.between(2, 5), 40),
                Duration.ofSeconds(chance.between(5, 30)),
                Duration.ofSeconds(chance.oneOf(60, 540)),
                Duration.ofSeconds(chance.between(5, 30)),
                Duration.ofSeconds(chance.between(10, 60)),
                Duration.ofMinutes(15),
                new ReconnectPolicy(
                        !trouble || !chance.in(0.03),
                        Duration.ofSeconds(chance.between(1, 5)),
                        Duration.ofSeconds(chance.between(10, 120)),
                        chance.oneOf(1.0, 2.0, 3.0),
                        trouble && chance.in(0.05) ? 4 : -1),
                new RedeliveryPolicy(Duration.ofSeconds(chance.between(1, 20)), chance.oneOf(-1, -1, 1, 2, 4)),
                chance.oneOf(Binding.NONE, new Binding("wlan0", null)));
    }

    /** A login that user and server have in common. */
    private Dialect dialect() {
        boolean token = chance.in(0.4);
        List<AuthMechanism> choices = new ArrayList<>(List.of(AuthMechanism.AUTO));
        if (token && manner.xoauth2) {
            choices.add(AuthMechanism.XOAUTH2);
        }
        if (token && manner.oauthBearer) {
            choices.add(AuthMechanism.OAUTHBEARER);
        }
        if (!token) {
            choices.add(manner.saslPlain ? AuthMechanism.PLAIN : AuthMechanism.LOGIN);
        }
        Set<String> disabled = chance.oneOf(List.of(
                Set.<String>of(),
                Set.of("ESEARCH"),
                Set.of("MOVE", "LITERAL+"),
                Set.of("CONDSTORE"),
                Set.of("QRESYNC")));
        return new Dialect(chance.oneOf(choices), token, chance.in(0.5), chance.in(0.5), disabled);
    }

    boolean isPasswordAscii() {
        return password.equals(World.PASSWORD);
    }

    private AfterDelivery after() {
        boolean seen = chance.in(0.7);
        boolean delete = chance.in(0.2);
        String moveTo = !delete && chance.in(0.2) ? "Done" : null;
        String copyTo = chance.in(0.1) ? "Copies" : null;
        String deadLetters = chance.in(0.3) ? "Dead" : null;
        return new AfterDelivery(seen, delete, copyTo, moveTo, deadLetters);
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + kind + ", cursor " + (cursorKept ? "kept" : "not kept") + ", idle " + manner.idle
                + ", length " + length + ", " + settings;
    }
}
