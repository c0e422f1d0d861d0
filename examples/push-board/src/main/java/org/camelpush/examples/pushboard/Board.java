package org.camelpush.examples.pushboard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsole;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.CopsDevConsole;
import org.camelpush.imapidle.ImapIdleConstants;
import org.camelpush.imapidle.ImapIdleDevConsole;
import org.camelpush.mobility.MobilityDevConsole;

/**
 * What the page shows: what the developer consoles of the three components say, and what routes have told. Routes call
 * {@link #mail}, {@link #decision} and {@link #happening}, from any thread.
 */
public final class Board {

    /** Of decisions and happenings; older ones are forgotten. */
    private static final int MOST = 6;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Function<Exchange, Duration> sinceArrival;
    private final Map<String, Entry> lastMails = new HashMap<>();
    private final Deque<Entry> decisions = new ArrayDeque<>();
    private final Deque<Entry> happenings = new ArrayDeque<>();
    private final Delays delays = new Delays();
    private long version;

    /** @param sinceArrival how long the mail of an exchange has been lying in its mailbox */
    Board(Function<Exchange, Duration> sinceArrival) {
        this.sinceArrival = sinceArrival;
    }

    /** A mail is in its route. */
    public void mail(Exchange exchange) {
        Duration delay = sinceArrival.apply(exchange);
        Map<String, Object> mail = new LinkedHashMap<>();
        mail.put("from", exchange.getIn().getHeader("From", String.class));
        mail.put("subject", exchange.getIn().getHeader("Subject", String.class));
        mail.put("delayMillis", Math.round(delay.toNanos() / NANOS_PER_MILLI * 10) / 10.0);
        String account = exchange.getIn().getHeader(ImapIdleConstants.ACCOUNT, String.class);
        synchronized (this) {
            lastMails.put(account, new Entry(mail));
            delays.add(delay);
            version++;
        }
    }

    /** A policy decision point has decided: the body is its answer, the property {@code question} what it was asked. */
    public void decision(Exchange exchange) {
        add(
                decisions,
                Map.of(
                        "pep", exchange.getIn().getHeader(CopsConstants.PEP_ID, String.class),
                        "question", exchange.getProperty("question", String.class),
                        "answer", exchange.getIn().getBody(String.class)));
    }

    /** Something has happened to a network, or to a session. */
    public void happening(Exchange exchange) {
        add(happenings, Map.of("text", exchange.getIn().getBody(String.class)));
    }

    private synchronized void add(Deque<Entry> entries, Map<String, Object> what) {
        entries.addFirst(new Entry(what));
        if (entries.size() > MOST) {
            entries.removeLast();
        }
        version++;
    }

    /** Another number than before when something was told since. */
    synchronized long version() {
        return version;
    }

    /** All of it, of maps, lists, numbers and words. */
    Map<String, Object> state(CamelContext context) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.putAll(ask(new ImapIdleDevConsole(), context));
        state.putAll(ask(new MobilityDevConsole(), context));
        state.putAll(ask(new CopsDevConsole(), context));
        synchronized (this) {
            Map<String, Object> mails = new LinkedHashMap<>();
            lastMails.forEach((account, mail) -> mails.put(account, mail.shown()));
            state.put("lastMails", mails);
            state.put("decisions", shown(decisions));
            state.put("happenings", shown(happenings));
            state.put("delays", delays.bars());
        }
        return state;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> ask(DevConsole console, CamelContext context) {
        ((CamelContextAware) console).setCamelContext(context);
        return (Map<String, Object>) console.call(DevConsole.MediaType.JSON);
    }

    private static List<Map<String, Object>> shown(Deque<Entry> entries) {
        return entries.stream().map(Entry::shown).toList();
    }

    /** Something that was told, and when. */
    private record Entry(long nanoTime, Map<String, Object> what) {
        Entry(Map<String, Object> what) {
            this(System.nanoTime(), what);
        }

        Map<String, Object> shown() {
            Map<String, Object> shown = new LinkedHashMap<>(what);
            shown.put("id", nanoTime);
            shown.put("ageSeconds", Math.round((System.nanoTime() - nanoTime) / NANOS_PER_SECOND));
            return shown;
        }
    }
}
