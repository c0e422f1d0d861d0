package org.camelpush.imapidle;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.camelpush.imapidle.session.Negotiated;
import org.camelpush.imapidle.session.SessionPhase;
import org.camelpush.imapidle.session.SessionSnapshot;

/**
 * The state of one mailbox as people see it; health, JMX and console all read this. Holds no secret.
 *
 * @param snapshot what the session says of itself
 * @param exchanges mails in the route
 * @param account user or host
 * @param server host and port
 * @param folder watched
 * @param silence since the server last said anything
 * @param age since the present phase began
 * @param nextAttempt until the next connection is tried, zero unless backing off
 * @param evidenceLimit the longest silence that is no reason to doubt
 * @param waitsFor says what the mailbox waits for while it is queued
 */
record MailboxStatus(
        SessionSnapshot snapshot,
        int exchanges,
        String account,
        String server,
        String folder,
        Duration silence,
        Duration age,
        Duration nextAttempt,
        Duration evidenceLimit,
        Supplier<String> waitsFor) {

    static MailboxStatus of(
            SessionSnapshot snapshot,
            int exchanges,
            MailboxAccount account,
            ImapIdleConfiguration options,
            Supplier<String> waitsFor) {
        long now = System.nanoTime();
        long quiet = snapshot.push() || snapshot.phase() == SessionPhase.SUSPENDED
                ? options.getIdleRenewal()
                : options.getPollInterval();
        return new MailboxStatus(
                snapshot,
                exchanges,
                account.id(),
                account.server(),
                account.folder(),
                Duration.ofNanos(now - snapshot.lastHeard()),
                Duration.ofNanos(now - snapshot.since()),
                snapshot.phase() == SessionPhase.BACKING_OFF
                        ? Duration.ofNanos(Math.max(0, snapshot.nextAttempt() - now))
                        : Duration.ZERO,
                Duration.ofMillis(quiet + 2 * options.getLivenessTimeout()),
                waitsFor);
    }

    /** True while the folder is open and the server was heard not too long ago: evidence, not the lack of errors. */
    boolean isWatching() {
        return snapshot.phase().isWorking() && silence.compareTo(evidenceLimit) <= 0;
    }

    /** What a person needs to know who asks why mail does not come. */
    String message() {
        if (isWatching()) {
            return "Watching " + folder + " of " + account + " at " + server;
        }
        if (snapshot.phase().isWorking()) {
            return "Nothing heard from " + server + " for " + silence.toSeconds() + " s, more than the "
                    + evidenceLimit.toSeconds() + " s allowed";
        }
        if (snapshot.phase() == SessionPhase.QUEUED) {
            return "Not watching " + folder + " of " + account + " at " + server + " yet: it waits for its turn, for "
                    + waitsFor.get();
        }
        String failure = snapshot.lastFailure() == null
                ? ""
                : ": " + snapshot.lastFailure().text();
        String next = snapshot.phase() == SessionPhase.BACKING_OFF
                ? " (recovery in progress, next attempt in " + nextAttempt.toSeconds() + "."
                        + nextAttempt.toMillisPart() / 100 + " s)"
                : snapshot.phase() == SessionPhase.OFFLINE
                        ? " (nothing is tried until one may)"
                        : snapshot.phase() == SessionPhase.FAILED
                                ? " (gave up; restart the route, or call its reconnect operation, to try again)"
                                : "";
        return "Not watching " + folder + " of " + account + " at " + server + failure + next;
    }

    /** The last failure in words, or nothing. */
    String lastError() {
        return snapshot.lastFailure() == null ? "" : snapshot.lastFailure().text();
    }

    /** Exchanges begun. */
    long delivered() {
        return snapshot.counters().delivered() - handedOver();
    }

    /** Mails that left the session, but wait for their turn in the route. */
    int handedOver() {
        return Math.max(0, snapshot.inFlight() - exchanges);
    }

    /** All of it by name, for machines and consoles. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("account", account);
        details.put("server", server);
        details.put("folder", folder);
        details.put("state", snapshot.phase().name());
        details.put("stateSince", Instant.now().minus(age).toString());
        details.put("push", snapshot.push());
        Negotiated negotiated = snapshot.negotiated();
        details.put(
                "login", negotiated.login() == null ? "" : negotiated.login().name());
        details.put("serverSoftware", negotiated.software());
        details.put("extensions", String.join(" ", negotiated.extensions()));
        details.put("lastHeardSeconds", silence.toSeconds());
        details.put("connection", snapshot.counters().connections());
        details.put("losses", snapshot.counters().losses());
        details.put("attempts", snapshot.attempts());
        details.put("nextAttemptSeconds", nextAttempt.toSeconds());
        details.put("lastError", lastError());
        details.put("uidValidity", snapshot.uidValidity());
        details.put("highestUid", snapshot.high());
        details.put("resets", snapshot.counters().resets());
        details.put("delivered", delivered());
        details.put("acknowledged", snapshot.counters().acknowledged());
        details.put("failed", snapshot.counters().failed());
        details.put("givenUp", snapshot.counters().givenUp());
        details.put("missedByPush", snapshot.counters().missedByPush());
        details.put("inFlight", exchanges);
        details.put("waiting", snapshot.waiting() + handedOver());
        details.put("awaitingRedelivery", snapshot.parked());
        return details;
    }
}
