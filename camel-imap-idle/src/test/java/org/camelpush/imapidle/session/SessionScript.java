package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.Frame;
import org.camelpush.imapidle.protocol.ResponseParser;
import org.camelpush.imapidle.protocol.UidSet;

import static org.assertj.core.api.Assertions.assertThat;

/** Drives one session step by step: says what the server says, and shows what the session does. */
final class SessionScript implements SessionEffect.Performer {

    private record Alarm(long number, long due) {}

    private final MailboxSession session;
    private final List<String> sent = new ArrayList<>();
    private final List<Long> delivered = new ArrayList<>();
    private final List<SessionEvent> events = new ArrayList<>();
    private final List<Cursor> saved = new ArrayList<>();
    private final Map<SessionTimer, Alarm> timers = new EnumMap<>(SessionTimer.class);
    private final Map<Long, TestBody> bodies = new HashMap<>();
    private final List<PushedMail> mails = new ArrayList<>();
    private final List<MailEvent> told = new ArrayList<>();
    private long now;
    private int generation;
    private int connects;
    private int closes;
    private SessionEffect.Connect connected;
    private final Map<Integer, String> tags = new HashMap<>();
    private boolean asked;
    private boolean turnsComeAtOnce = true;
    private int turn;
    private final List<SharingNote> notes = new ArrayList<>();
    private final List<TurnStep> turns = new ArrayList<>();
    private final List<Profile.Server> turnsOf = new ArrayList<>();

    SessionScript(SessionSettings settings) {
        session = new MailboxSession(settings, () -> 0); // no jitter but the least
    }

    SessionScript() {
        this(TestSettings.defaults());
    }

    static String fetch(String set) {
        return "UID FETCH " + set + " (UID FLAGS INTERNALDATE BODY.PEEK[])";
    }

    List<MailEvent> told() {
        return told;
    }

    // --- steps

    SessionScript start(Cursor cursor) {
        return feed(new SessionInput.Start()).feed(new SessionInput.CursorLoaded(cursor));
    }

    SessionScript connect() {
        return feed(new SessionInput.Connected(generation));
    }

    /** Connects, logs in and selects a folder with so many mails, the highest of that identifier. */
    SessionScript select(long exists, long uidNext) {
        return login("").selected(7, exists, uidNext);
    }

    /** Connects and logs in to a server that has more than the usual. */
    SessionScript login(String more) {
        connect();
        says("* OK [CAPABILITY IMAP4rev1 IDLE UIDPLUS MOVE" + more + "] ready");
        feed(new SessionInput.CredentialsReady(generation, "user", "password"));
        return answers("OK [CAPABILITY IMAP4rev1 IDLE UIDPLUS MOVE" + more + "] welcome");
    }

    /** Answers SELECT; what else it tells stands before the end. */
    SessionScript selected(long uidValidity, long exists, long uidNext, String... more) {
        says(
                "* " + exists + " EXISTS",
                "* OK [UIDVALIDITY " + uidValidity + "] ok",
                "* OK [UIDNEXT " + uidNext + "] ok");
        return says(more).answers("OK [READ-WRITE] selected");
    }

    /** Idles in a folder of so many mails, all of them done with; the highest has the number as identifier. */
    SessionScript idleWith(long mails) {
        start(new Cursor(7, mails, new UidSet()));
        select(mails, mails + 1);
        forget();
        return says("+ idling");
    }

    SessionScript says(String... lines) {
        for (String line : lines) {
            feed(new SessionInput.Received(generation, ResponseParser.parse(new Frame(line, List.of()))));
        }
        return this;
    }

    /** Ends the command that was sent last; the route takes longer than a session lingers for it. */
    SessionScript answers(String text) {
        answersAtOnce(text);
        Duration wait = timer(SessionTimer.STATE);
        boolean lingers = snapshot().phase() == SessionPhase.WORKING && wait != null;
        return lingers ? after(wait) : this;
    }

    /** Ends the command that was sent last. */
    SessionScript answersAtOnce(String text) {
        return says(tags.get(generation) + " " + text);
    }

    SessionScript mail(long number, long uid, String... flags) {
        TestBody body = new TestBody();
        bodies.put(uid, body);
        String text = "* " + number + " FETCH (UID " + uid + " FLAGS (" + String.join(" ", flags) + ") BODY[] \"\")";
        return feed(new SessionInput.Received(generation, ResponseParser.parse(new Frame(text, List.of(body)))));
    }

    SessionScript acknowledge(long uid) {
        return feed(new SessionInput.Acknowledged(7, uid, true)).positionsKept();
    }

    SessionScript fail(long uid) {
        return feed(new SessionInput.Acknowledged(7, uid, false)).positionsKept();
    }

    /** The one that was on its way, and the one that waited for it. */
    private SessionScript positionsKept() {
        return feed(new SessionInput.CursorSaved()).feed(new SessionInput.CursorSaved());
    }

    /** What the server says from here on comes by this connection, until the next one is made. */
    SessionScript on(int connection) {
        generation = connection;
        return this;
    }

    SessionScript lose() {
        return feed(new SessionInput.Disconnected(generation, new Failure(Failure.Kind.NETWORK, "reset")));
    }

    /** Lets time pass, with the timers that fire in it. */
    SessionScript after(Duration time) {
        long until = now + time.toNanos();
        for (Optional<SessionTimer> next = nextDue(until); next.isPresent(); next = nextDue(until)) {
            Alarm alarm = timers.remove(next.get());
            now = alarm.due;
            feed(new SessionInput.TimerFired(next.get(), alarm.number));
        }
        now = until;
        return this;
    }

    private Optional<SessionTimer> nextDue(long until) {
        return timers.keySet().stream()
                .filter(timer -> timers.get(timer).due <= until)
                .min(Comparator.comparing(timer -> timers.get(timer).due));
    }

    SessionScript feed(SessionInput input) {
        session.on(input, now).forEach(effect -> effect.dispatch(this));
        return turn != 0 && turnsComeAtOnce ? turnComes() : this;
    }

    /** Asked for turns are given only by {@link #turnComes()}. */
    SessionScript turnsComeLater() {
        turnsComeAtOnce = false;
        return this;
    }

    SessionScript turnComes() {
        int generation = turn;
        turn = 0;
        return feed(new SessionInput.TurnCame(generation));
    }

    /** The connection that was made last. */
    SessionEffect.Connect connected() {
        return connected;
    }

    /** What was told of turns so far. */
    List<TurnStep> turns() {
        return turns;
    }

    /** Whose turns they were; null is the usual server. */
    List<Profile.Server> turnsOf() {
        return turnsOf;
    }

    // --- what can be seen

    /** These lines were sent since the last time, tags left out, and nothing else. */
    SessionScript sends(String... lines) {
        assertThat(sent).containsExactly(lines);
        return forget();
    }

    List<String> sentLines() {
        return List.copyOf(sent);
    }

    SessionScript sendsNothing() {
        return sends();
    }

    SessionScript forget() {
        sent.clear();
        return this;
    }

    /** These were delivered so far, in this order. */
    SessionScript delivers(Long... uids) {
        assertThat(delivered).containsExactly(uids);
        return this;
    }

    SessionScript is(SessionPhase phase) {
        assertThat(session.snapshot().phase()).isEqualTo(phase);
        return this;
    }

    SessionScript saves(String cursor) {
        assertThat(saved.get(saved.size() - 1)).hasToString(cursor);
        return this;
    }

    Duration timer(SessionTimer timer) {
        Alarm alarm = timers.get(timer);
        return alarm == null ? null : Duration.ofNanos(alarm.due - now);
    }

    <T extends SessionEvent> T lastEvent(Class<T> type) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    List<SessionEvent> events() {
        return events;
    }

    List<PushedMail> mails() {
        return mails;
    }

    TestBody body(long uid) {
        return bodies.get(uid);
    }

    SessionSnapshot snapshot() {
        return session.snapshot();
    }

    int generation() {
        return generation;
    }

    int connects() {
        return connects;
    }

    int closes() {
        return closes;
    }

    boolean askedForCredentials() {
        return asked;
    }

    long now() {
        return now;
    }

    // --- effects

    @Override
    public void loadCursor() {
        // start() answers
    }

    @Override
    public void saveCursor(Cursor cursor) {
        saved.add(cursor);
    }

    @Override
    public void turn(SessionEffect.Turn told) {
        turns.add(told.step());
        turnsOf.add(told.server());
        if (told.step() == TurnStep.ASK || told.step() == TurnStep.ASK_AT_ONCE) {
            turn = told.generation();
        }
    }

    @Override
    public void connect(SessionEffect.Connect connect) {
        connected = connect;
        int number = connect.generation();
        generation = number;
        connects++;
    }

    @Override
    public void startTls(int number) {
        sent.add("<TLS>");
    }

    @Override
    public void compress(int number) {
        sent.add("<COMPRESS>");
    }

    @Override
    public void askCredentials(int number) {
        asked = true;
    }

    @Override
    public void send(SessionEffect.Send send) {
        String line = send.line();
        if (line.matches("A\\d+ .*")) {
            tags.put(send.generation(), line.substring(0, line.indexOf(' ')));
            line = line.substring(line.indexOf(' ') + 1);
        }
        sent.add(line);
    }

    @Override
    public void close(int number) {
        closes++;
    }

    @Override
    public void setTimer(SessionTimer timer, long number, long delay) {
        timers.put(timer, new Alarm(number, now + delay));
    }

    @Override
    public void cancelTimer(SessionTimer timer) {
        timers.remove(timer);
    }

    @Override
    public void deliver(PushedMail mail) {
        delivered.add(mail.uid());
        mails.add(mail);
    }

    @Override
    public void tell(MailEvent event) {
        told.add(event);
    }

    @Override
    public void release(Body body) {
        body.release();
    }

    @Override
    public void share(SharingNote note) {
        notes.add(note);
    }

    /** What was told to the other folders so far. */
    List<SharingNote> notes() {
        return notes;
    }

    @Override
    public void report(SessionEvent event) {
        events.add(event);
    }
}
