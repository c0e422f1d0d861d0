package org.camelpush.imapidle.net;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import jakarta.mail.PasswordAuthentication;

import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.FetchedMail;
import org.camelpush.imapidle.session.Cursor;
import org.camelpush.imapidle.session.MailEvent;
import org.camelpush.imapidle.session.PushedMail;
import org.camelpush.imapidle.session.RouteItem;
import org.camelpush.imapidle.session.SessionEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RouteLaneTest {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<Long> begun = new ArrayList<>();
    private final List<MailboxHost.Acknowledgement> open = new ArrayList<>();
    private final List<MailEvent.Kind> told = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final List<Long> released = new ArrayList<>();
    private boolean synchronous;
    private RuntimeException trouble;

    private RouteLane lane(int width) {
        return new RouteLane(width, threads::add, new Host(), (item, success) -> ended.add(name(item) + " " + success));
    }

    private void offer(RouteLane lane, long... uids) {
        for (long uid : uids) {
            FetchedMail mail = new FetchedMail(uid, Set.of(), 1, null, Download.FULL, new CountedBody(uid), null);
            lane.offer(new PushedMail("INBOX", 7, mail, 0, 1));
        }
    }

    private void runThreads() {
        while (!threads.isEmpty()) {
            threads.poll().run();
        }
    }

    @Test
    void bringsMailsOneAfterTheOtherInOneTurnWhenTheyEndAtOnce() {
        synchronous = true;
        RouteLane lane = lane(1);
        offer(lane, 1, 2, 3);
        assertThat(threads).hasSize(1);
        runThreads();
        assertThat(begun).containsExactly(1L, 2L, 3L);
        assertThat(ended).containsExactly("1 true", "2 true", "3 true");
        assertThat(lane.running()).isZero();
    }

    @Test
    void waitsForAnExchangeThatGoesOnByItself() {
        RouteLane lane = lane(1);
        offer(lane, 1, 2);
        runThreads();
        assertThat(begun).containsExactly(1L);
        assertThat(lane.running()).isEqualTo(1);
        open.get(0).ended(true);
        runThreads();
        assertThat(begun).containsExactly(1L, 2L);
    }

    @Test
    void runsAsManyAtOnceAsItIsWide() {
        RouteLane lane = lane(2);
        offer(lane, 1, 2, 3);
        runThreads();
        assertThat(begun).containsExactly(1L, 2L);
        open.get(1).ended(false);
        runThreads();
        assertThat(begun).containsExactly(1L, 2L, 3L);
        assertThat(lane.running()).isEqualTo(2);
    }

    @Test
    void givesOtherMailboxesTheirTurnAfterSome() {
        synchronous = true;
        RouteLane lane = lane(1);
        for (long uid = 1; uid <= 100; uid++) {
            offer(lane, uid);
        }
        threads.poll().run();
        assertThat(begun).hasSize(64);
        runThreads();
        assertThat(begun).hasSize(100);
    }

    @Test
    void bringsNothingWhileHeldAndGoesOnWhenResumed() {
        synchronous = true;
        RouteLane lane = lane(1);
        lane.hold();
        offer(lane, 1, 2);
        runThreads();
        assertThat(begun).isEmpty();
        lane.resume();
        runThreads();
        assertThat(begun).containsExactly(1L, 2L);
    }

    @Test
    void holdsBackWhatWaitsWhenHeldInTheMiddle() {
        RouteLane lane = lane(1);
        offer(lane, 1, 2);
        runThreads();
        lane.hold();
        open.get(0).ended(true);
        runThreads();
        assertThat(begun).containsExactly(1L);
        assertThat(lane.running()).isZero();
        lane.resume();
        runThreads();
        assertThat(begun).containsExactly(1L, 2L);
    }

    @Test
    void dropsWhatWaitsAsNotDelivered() {
        RouteLane lane = lane(1);
        offer(lane, 1, 2, 3);
        runThreads();
        lane.clear();
        assertThat(ended).containsExactly("2 false", "3 false");
        assertThat(released).containsExactly(2L, 3L);
    }

    @Test
    void takesNothingWhenClosed() {
        RouteLane lane = lane(1);
        lane.close();
        offer(lane, 1);
        runThreads();
        assertThat(begun).isEmpty();
        assertThat(released).containsExactly(1L);
    }

    @Test
    void anErrorOfTheHostIsAnExchangeThatFailed() {
        trouble = new IllegalStateException("on purpose");
        RouteLane lane = lane(1);
        offer(lane, 1);
        runThreads();
        assertThat(ended).containsExactly("1 false");
        assertThat(lane.running()).isZero();
    }

    @Test
    void dropsEverythingWhenNoThreadWillEverBeFree() {
        RouteLane lane = new RouteLane(
                1,
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                new Host(),
                (item, success) -> ended.add(name(item) + " " + success));
        offer(lane, 1);
        assertThat(ended).containsExactly("1 false");
    }

    private static Object name(RouteItem item) {
        return item instanceof PushedMail mail ? mail.uid() : ((MailEvent) item).kind();
    }

    private static MailEvent event(MailEvent.Kind kind) {
        return new MailEvent(kind, "INBOX", 7, 3, 0, Set.of(), "");
    }

    @Test
    void eventsKeepTheirPlaceAmongTheMails() {
        synchronous = true;
        RouteLane lane = lane(1);
        offer(lane, 1);
        lane.offer(event(MailEvent.Kind.FLAGS));
        offer(lane, 2);
        runThreads();
        assertThat(ended).containsExactly("1 true", "FLAGS true", "2 true");
        assertThat(told).containsExactly(MailEvent.Kind.FLAGS);
    }

    @Test
    void whatIsTakenOutWhenTheFolderIsNumberedAnewAreMailsAndEventsOfMailsOnly() {
        synchronous = true;
        RouteLane lane = lane(1);
        offer(lane, 1);
        lane.offer(event(MailEvent.Kind.EXPUNGED));
        lane.offer(event(MailEvent.Kind.LOST));
        lane.clear();
        assertThat(ended).containsExactly("1 false", "EXPUNGED false");
        runThreads();
        assertThat(told).containsExactly(MailEvent.Kind.LOST);
    }

    private final class Host implements MailboxHost {
        @Override
        public void deliver(PushedMail mail, Acknowledgement acknowledgement) {
            begun.add(mail.uid());
            if (trouble != null) {
                throw trouble;
            }
            if (synchronous) {
                acknowledgement.ended(true);
            } else {
                open.add(acknowledgement);
            }
        }

        @Override
        public void tell(MailEvent event, Acknowledgement acknowledgement) {
            told.add(event.kind());
            acknowledgement.ended(true);
        }

        @Override
        public Optional<Cursor> loadCursor() {
            return Optional.empty();
        }

        @Override
        public boolean keepsPositionInMemory() {
            return true;
        }

        @Override
        public void saveCursor(Cursor cursor) {}

        @Override
        public boolean hasCredentials() {
            return true;
        }

        @Override
        public PasswordAuthentication credentials() {
            return new PasswordAuthentication("user", "password");
        }

        @Override
        public void report(SessionEvent event) {}
    }

    private final class CountedBody implements Body {
        private final long uid;

        private CountedBody(long uid) {
            this.uid = uid;
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }

        @Override
        public void release() {
            released.add(uid);
        }
    }
}
