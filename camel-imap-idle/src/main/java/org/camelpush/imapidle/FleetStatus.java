package org.camelpush.imapidle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import org.camelpush.imapidle.session.SessionPhase;

/**
 * The state of all mailboxes of a consumer as people see it; health, JMX and console read this.
 *
 * @param mailboxes those that are in the worst state first
 * @param many true where they come from a source, so that there may be any number
 * @param trouble what is wrong with the source in words, or null
 * @param inTheDark true when the source has not said yet what there is to watch
 */
record FleetStatus(List<MailboxStatus> mailboxes, boolean many, String trouble, boolean inTheDark) {

    /** Mailboxes that are told of in words. */
    private static final int SHOWN = 3;

    /** The worst first: what needs a person, what comes back by itself, what is on its way, what works. */
    private static final List<SessionPhase> BY_URGENCY = List.of(
            SessionPhase.FAILED,
            SessionPhase.BACKING_OFF,
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
        return follower == null
                ? new FleetStatus(statuses, false, null, false)
                : new FleetStatus(statuses, true, follower.trouble(), follower.isInTheDark());
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
        if (!many) {
            return mailboxes.isEmpty() ? Map.of() : mailboxes.get(0).details();
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("mailboxes", mailboxes.size());
        details.put("watched", watched());
        details.put("states", states().toString());
        details.put("source", trouble == null ? "" : trouble);
        details.put("losses", sum(each -> each.snapshot().counters().losses()));
        details.put("delivered", sum(MailboxStatus::delivered));
        details.put("acknowledged", sum(each -> each.snapshot().counters().acknowledged()));
        details.put("failed", sum(each -> each.snapshot().counters().failed()));
        details.put("givenUp", sum(each -> each.snapshot().counters().givenUp()));
        details.put("missedByPush", sum(each -> each.snapshot().counters().missedByPush()));
        details.put("inFlight", sum(MailboxStatus::exchanges));
        details.put("awaitingRedelivery", sum(each -> each.snapshot().parked()));
        return details;
    }
}
