package org.camelpush.imapidle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.camelpush.imapidle.net.SharedAccount;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.MoveMode;
import org.camelpush.imapidle.session.SessionCounters;
import org.camelpush.imapidle.session.SessionEvent;
import org.camelpush.imapidle.session.SessionPhase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mailboxes of one consumer: one for each of its folders, or as many as its source says. They join and leave without disturbing each other. */
final class MailboxFleet {

    private static final Logger LOG = LoggerFactory.getLogger(ImapIdleConsumer.class);

    private final ImapIdleConsumer consumer;
    private final MailboxParts parts;
    private final Map<MailboxName, ImapIdleMailbox> mailboxes = new ConcurrentHashMap<>();
    private final Set<ImapIdleMailbox> leaving = ConcurrentHashMap.newKeySet();
    private final MailDelays delays = new MailDelays();
    private SessionCounters departed = SessionCounters.NONE;
    private FleetMove underWay;
    private boolean suspended;
    private boolean stopped;

    /** A move of all mailboxes; compared by identity. */
    private static final class FleetMove {
        private final Binding binding;
        private final MoveMode mode;
        private final Duration drain;

        FleetMove(Binding binding, MoveMode mode, Duration drain) {
            this.binding = binding;
            this.mode = mode;
            this.drain = drain;
        }

        CompletionStage<SessionEvent> of(ImapIdleMailbox mailbox) {
            return mailbox.move(binding, mode, drain);
        }
    }

    MailboxFleet(ImapIdleConsumer consumer, MailboxParts parts) {
        this.consumer = consumer;
        this.parts = parts;
    }

    /** From now on these are watched, and no others. */
    synchronized void become(MailboxEntries entries) {
        if (stopped) {
            return;
        }
        int joined = 0;
        int changed = 0;
        int left = 0;
        List<ImapIdleMailbox> toLeave = new ArrayList<>();
        List<MailboxAccount> toJoin = new ArrayList<>();
        for (MailboxAccount account : entries.accounts().values()) {
            ImapIdleMailbox present = mailboxes.get(account.name());
            if (present == null) {
                toJoin.add(account);
                joined++;
            } else if (account.isWatchedLike(present.account())) {
                present.account(account);
            } else {
                toLeave.add(present);
                toJoin.add(account);
                changed++;
            }
        }
        for (ImapIdleMailbox each : mailboxes.values()) {
            MailboxName name = each.account().name();
            if (!entries.accounts().containsKey(name) && !entries.refused().contains(name.id())) {
                toLeave.add(each);
                left++;
            }
        }
        leave(toLeave);
        join(toJoin);
        if (joined + changed + left > 0) {
            LOG.info(
                    "Mailboxes of route {}: {} joined, {} left, {} changed; {} now",
                    consumer.getRouteId(),
                    joined,
                    left,
                    changed,
                    mailboxes.size());
        }
    }

    /** Watches these too. The folders of one account share connections. */
    synchronized void join(List<MailboxAccount> accounts) {
        Map<String, List<MailboxAccount>> byId = new LinkedHashMap<>();
        accounts.forEach(each ->
                byId.computeIfAbsent(each.id(), none -> new ArrayList<>(1)).add(each));
        byId.forEach((id, folders) -> {
            SharedAccount sharing = sharing(id, folders.size());
            folders.forEach(each -> join(each, sharing));
        });
    }

    /** What further folders of an account share connections in; null for one alone, which has its own. */
    private SharedAccount sharing(String id, int joining) {
        return of(id).stream()
                .map(ImapIdleMailbox::sharing)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> joining == 1 || !parts.foldersShare() ? null : parts.sharing());
    }

    /** Watches one more. Where one of that name is still ending, it begins after that. */
    private void join(MailboxAccount account, SharedAccount sharing) {
        ImapIdleMailbox mailbox = new ImapIdleMailbox(consumer, account, parts, delays, sharing);
        if (suspended) {
            mailbox.suspend();
        }
        List<CompletionStage<Void>> before = new ArrayList<>(0);
        for (ImapIdleMailbox each : leaving) {
            if (each.account().name().equals(account.name())) {
                before.add(each.ended());
            }
        }
        mailboxes.put(account.name(), mailbox);
        FleetMove others = underWay;
        if (before.isEmpty()) {
            begin(mailbox, others);
        } else {
            allOf(before).thenRun(() -> begin(mailbox, others));
        }
    }

    /** Who joins while the others move goes with them. */
    private static void begin(ImapIdleMailbox mailbox, FleetMove others) {
        mailbox.start();
        if (others != null) {
            others.of(mailbox);
        }
    }

    private void leave(List<ImapIdleMailbox> those) {
        Set<ImapIdleMailbox> stay = new HashSet<>(mailboxes.values());
        those.forEach(stay::remove);
        Set<SharedAccount> needed = stay.stream().map(ImapIdleMailbox::sharing).collect(Collectors.toSet());
        those.stream()
                .map(ImapIdleMailbox::sharing)
                .filter(each -> each != null && !needed.contains(each))
                .distinct()
                .forEach(SharedAccount::closing);
        those.forEach(this::leave);
    }

    private void leave(ImapIdleMailbox mailbox) {
        mailboxes.remove(mailbox.account().name(), mailbox);
        leaving.add(mailbox);
        // not on the event loop, for it takes a lock
        mailbox.ended()
                .thenRunAsync(
                        () -> left(mailbox),
                        consumer.getEndpoint().getComponent().io());
        mailbox.stopWhenQuiet(consumer.getEndpoint().getComponent().eventLoops().timer());
    }

    private synchronized void left(ImapIdleMailbox mailbox) {
        leaving.remove(mailbox);
        departed = departed.plus(mailbox.counters());
    }

    /** What all mailboxes have counted since the start, those that left included: none of it ever grows less. */
    synchronized SessionCounters totals() {
        SessionCounters totals = departed;
        for (ImapIdleMailbox each : leaving) {
            totals = totals.plus(each.counters());
        }
        for (ImapIdleMailbox each : mailboxes.values()) {
            totals = totals.plus(each.counters());
        }
        return totals;
    }

    /** How many mailboxes are in this state. */
    long count(SessionPhase phase) {
        return mailboxes.values().stream().filter(each -> each.phase() == phase).count();
    }

    MailDelays delays() {
        return delays;
    }

    synchronized void suspend() {
        suspended = true;
        mailboxes.values().forEach(ImapIdleMailbox::suspend);
    }

    synchronized void resume() {
        suspended = false;
        mailboxes.values().forEach(ImapIdleMailbox::resume);
    }

    /**
     * Moves all of them; completes when each has its outcome, exceptionally when one did not move. Who joins later is bound
     * alike as soon as one has moved, or at once where nobody stays.
     */
    synchronized CompletionStage<Void> move(Binding binding, MoveMode mode, Duration drain) {
        FleetMove move = new FleetMove(binding, mode, drain);
        underWay = move;
        if (mode == MoveMode.BREAK_BEFORE_MAKE || mailboxes.isEmpty()) {
            parts.binding(binding);
        }
        List<CompletionStage<Void>> moves = new ArrayList<>();
        mailboxes
                .values()
                .forEach(each -> moves.add(move.of(each)
                        .thenAccept(outcome -> ended(move, each.account().id(), outcome))));
        CompletableFuture<Void> all = allOf(moves);
        all.whenComplete((done, failure) -> over(move));
        return all;
    }

    private synchronized void ended(FleetMove move, String id, SessionEvent outcome) {
        if (outcome instanceof SessionEvent.MoveFailed failed) {
            throw new ImapIdleException(
                    "The mailbox " + id + " did not move to " + failed.binding() + ": " + failed.reason(),
                    failed.kind());
        }
        if (underWay == move) {
            parts.binding(move.binding);
        }
    }

    private synchronized void over(FleetMove move) {
        if (underWay == move) {
            underWay = null;
        }
    }

    /** Stops all side by side; completes when the last one has ended. */
    synchronized CompletionStage<Void> stop() {
        stopped = true;
        leaving.forEach(ImapIdleMailbox::accountCloses);
        mailboxes.values().forEach(ImapIdleMailbox::accountCloses);
        List<CompletionStage<Void>> ends = new ArrayList<>();
        mailboxes.values().forEach(each -> ends.add(each.stop()));
        leaving.forEach(each -> ends.add(each.stop()));
        return allOf(ends);
    }

    private static CompletableFuture<Void> allOf(List<CompletionStage<Void>> stages) {
        return CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    Collection<ImapIdleMailbox> all() {
        return mailboxes.values();
    }

    /** The mailboxes of that account, one for each of its folders. */
    List<ImapIdleMailbox> of(String id) {
        return mailboxes.values().stream()
                .filter(each -> each.account().id().equals(id))
                .sorted(Comparator.comparing(each -> each.account().folder()))
                .toList();
    }
}
