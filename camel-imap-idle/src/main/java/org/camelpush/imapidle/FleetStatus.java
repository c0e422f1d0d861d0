package org.camelpush.imapidle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import org.camelpush.imapidle.session.SessionCounters;
import org.camelpush.imapidle.session.SessionPhase;

/**
 * The state of all mailboxes of a consumer as people see it; health, JMX and console read this.
 *
 * @param mailboxes those that are in the worst state first
 * @param totals of all since the start, those that left included
 * @param delays of all since the start
 * @param many true where there are several folders, or a source, so that there may be any number
 * @param trouble what is wrong with the source in words, or null
 * @param inTheDark true when the source has not said yet what there is to watch
 */
record FleetStatus(
        List<MailboxStatus> mailboxes,
        SessionCounters totals,
        MailDelays delays,
        boolean many,
        String trouble,
        boolean inTheDark) {

    /** Mailboxes that are told of in words. */
    private static final int SHOWN = 3;

    /** The worst first: what needs a person, what comes back by itself, what is on its way, what works. */
    private static final List<SessionPhase> BY_URGENCY = List.of(
            SessionPhase.FAILED,
            SessionPhase.BACKING_OFF,
            SessionPhase.OFFLINE,
            SessionPhase.STOPPED,
            SessionPhase.LOADING,
            SessionPhase.QUEUED,
            SessionPhase.CONNECTING,
            SessionPhase.LOGGING_IN,
            SessionPhase.SYNCHRONIZING,
            SessionPhase.SUSPENDED,
            SessionPhase.POLLING,
            SessionPhase.WORKING,
            SessionPhase.IDLE);

    static FleetStatus of(MailboxFleet fleet, MailboxFollower follower) {
        List<MailboxStatus> statuses = new ArrayList<>();
        fleet.all().forEach(each -> statuses.add(each.status()));
        statuses.sort(Comparator.comparingInt(FleetStatus::urgency));
        boolean sourced = follower != null;
        return new FleetStatus(
                statuses,
                fleet.totals(),
                fleet.delays(),
                sourced || statuses.size() > 1,
                sourced ? follower.trouble() : null,
                sourced && follower.isInTheDark());
    }

    private static int urgency(MailboxStatus status) {
        int place = BY_URGENCY.indexOf(status.snapshot().phase());
        boolean silent = status.snapshot().phase().isWorking() && !status.isWatching();
        return silent ? BY_URGENCY.indexOf(SessionPhase.BACKING_OFF) : place;
    }

    long watched() {
        return mailboxes.stream().filter(MailboxStatus::isWatching).count();
    }

    /** Of many mailboxes one is enough, and none needs none: a bad account must not take an application down. */
    boolean isReady() {
        return !inTheDark && (many && mailboxes.isEmpty() || watched() > 0);
    }

    /** The state of the one that is worst. */
    String state() {
        return mailboxes.isEmpty()
                ? "NONE"
                : mailboxes.get(0).snapshot().phase().name();
    }

    /** Exchanges begun since the start. */
    long delivered() {
        return totals.delivered() - sum(MailboxStatus::handedOver);
    }

    boolean isPush() {
        return !mailboxes.isEmpty()
                && mailboxes.stream().allMatch(each -> each.snapshot().push());
    }

    String lastError() {
        return mailboxes.stream()
                .map(MailboxStatus::lastError)
                .filter(error -> !error.isEmpty())
                .findFirst()
                .orElse("");
    }

    long sum(ToLongFunction<MailboxStatus> figure) {
        return mailboxes.stream().mapToLong(figure).sum();
    }

    /** Since the server was heard of whom least is heard. */
    long lastHeardSeconds() {
        return mailboxes.stream()
                .mapToLong(each -> each.silence().toSeconds())
                .max()
                .orElse(0);
    }

    /** How many mailboxes are in which state. */
    Map<String, Long> states() {
        Map<String, Long> states = new TreeMap<>();
        mailboxes.forEach(each -> states.merge(each.snapshot().phase().name(), 1L, Long::sum));
        return states;
    }

    /** What a person needs to know who asks why mail does not come. */
    String message() {
        if (!many) {
            return mailboxes.isEmpty() ? "Stopped" : mailboxes.get(0).message();
        }
        StringBuilder text = new StringBuilder("Watching ").append(watched());
        text.append(" of ").append(mailboxes.size()).append(" mailboxes");
        if (trouble != null) {
            text.append(". ").append(trouble);
        }
        List<MailboxStatus> bad =
                mailboxes.stream().filter(each -> !each.isWatching()).toList();
        bad.stream().limit(SHOWN).forEach(each -> text.append(". ").append(each.message()));
        if (bad.size() > SHOWN) {
            text.append(". And ").append(bad.size() - SHOWN).append(" more");
        }
        return text.toString();
    }

    /** By name, for machines and consoles: all of one mailbox, or sums of many. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        if (many) {
            describeMany(details);
        } else if (!mailboxes.isEmpty()) {
            details.putAll(mailboxes.get(0).details());
        }
        delays.describe(details);
        return details;
    }

    private void describeMany(Map<String, Object> details) {
        details.put("mailboxes", mailboxes.size());
        details.put("watched", watched());
        details.put("states", states().toString());
        details.put("source", trouble == null ? "" : trouble);
        details.put("losses", totals.losses());
        details.put("delivered", delivered());
        details.put("acknowledged", totals.acknowledged());
        details.put("failed", totals.failed());
        details.put("givenUp", totals.givenUp());
        details.put("missedByPush", totals.missedByPush());
        details.put("inFlight", sum(MailboxStatus::exchanges));
        details.put("awaitingRedelivery", sum(each -> each.snapshot().parked()));
    }
}
