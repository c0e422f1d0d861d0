package org.camelpush.examples.pushmail;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.SynchronizationAdapter;
import org.camelpush.imapidle.ImapIdleConstants;

/** The first step of the route: prints what comes, and keeps account of it by UID. */
final class Pushes implements Processor {

    private static final String HEADERS_ONLY = "headers";

    private final Screen screen;
    private final Function<Exchange, Duration> delay;
    private final Set<Long> processed = new HashSet<>();
    private final Map<Long, Duration> delays = new HashMap<>();
    private final Map<Long, Map<String, Object>> headlines = new HashMap<>();
    private int repeated;
    private int failed;

    /**
     * @param screen where to print
     * @param delay how long it took until now
     */
    Pushes(Screen screen, Function<Exchange, Duration> delay) {
        this.screen = screen;
        this.delay = delay;
    }

    @Override
    public void process(Exchange exchange) throws MessagingException {
        Duration took = delay.apply(exchange);
        MimeMessage mail = (MimeMessage) exchange.getIn(MailMessage.class).getMessage();
        long uid = exchange.getIn().getHeader(ImapIdleConstants.UID, Long.class);
        long size = exchange.getIn().getHeader(ImapIdleConstants.SIZE, Long.class);
        screen.pushed(from(mail), mail.getSubject(), size, took);
        begun(uid, took);
        if (HEADERS_ONLY.equals(exchange.getIn().getHeader(ImapIdleConstants.DOWNLOADED))) {
            headline(uid, exchange.getIn());
        }
        exchange.getExchangeExtension().addOnCompletion(new Outcome(uid));
    }

    /** The address alone; what stands there where that is none. */
    private static String from(MimeMessage mail) throws MessagingException {
        try {
            Address[] from = mail.getFrom();
            return from != null && from.length > 0 && from[0] instanceof InternetAddress address
                    ? address.getAddress()
                    : "";
        } catch (AddressException odd) {
            return mail.getHeader("From", null);
        }
    }

    private synchronized void begun(long uid, Duration took) {
        delays.putIfAbsent(uid, took);
        if (processed.contains(uid)) {
            repeated++;
        }
    }

    private synchronized void headline(long uid, Message mail) {
        headlines.put(
                uid,
                Map.of(
                        ImapIdleConstants.FOLDER, mail.getHeader(ImapIdleConstants.FOLDER),
                        ImapIdleConstants.UID_VALIDITY, mail.getHeader(ImapIdleConstants.UID_VALIDITY),
                        ImapIdleConstants.UID, uid));
    }

    /** What names a mail of which only the headers came; null of one that came whole. */
    synchronized Map<String, Object> headline(long uid) {
        return headlines.get(uid);
    }

    private synchronized void ended(long uid, boolean success) {
        if (success) {
            processed.add(uid);
        } else {
            failed++;
        }
        notifyAll();
    }

    /** Waits until the exchange of that mail has succeeded; false when that takes too long. */
    boolean await(long uid, Duration patience) throws InterruptedException {
        return await(() -> processed.contains(uid), patience);
    }

    /** Waits for any mail; false when that takes too long. */
    boolean awaitFirst(Duration patience) throws InterruptedException {
        return await(() -> !processed.isEmpty(), patience);
    }

    private synchronized boolean await(BooleanSupplier done, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!done.getAsBoolean()) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** How many of these mails were processed. */
    synchronized int processed(Collection<Long> uids) {
        Set<Long> both = new HashSet<>(uids);
        both.retainAll(processed);
        return both.size();
    }

    /** Mails that came although they had been processed. */
    synchronized int repeated() {
        return repeated;
    }

    /** Exchanges that failed. */
    synchronized int failed() {
        return failed;
    }

    /** How long each of these mails took to come the first time, shortest first; what never came is left out. */
    synchronized List<Duration> delays(Collection<Long> uids) {
        return uids.stream()
                .filter(delays::containsKey)
                .map(delays::get)
                .sorted()
                .toList();
    }

    private final class Outcome extends SynchronizationAdapter {
        private final long uid;

        Outcome(long uid) {
            this.uid = uid;
        }

        @Override
        public void onComplete(Exchange exchange) {
            ended(uid, true);
        }

        @Override
        public void onFailure(Exchange exchange) {
            screen.failed(exchange.getException().getMessage());
            ended(uid, false);
        }
    }
}
