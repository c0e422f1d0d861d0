package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionEventTest {

    @Test
    void everyEventIsToldToItsOwnListener() {
        Failure failure = new Failure(Failure.Kind.NETWORK, "reset");
        List<SessionEvent> events = List.of(
                new SessionEvent.Ready(true, 0, Duration.ZERO),
                new SessionEvent.Lost(failure, 1, Duration.ZERO),
                new SessionEvent.Offline(failure),
                new SessionEvent.GaveUpConnecting(failure, 1),
                new SessionEvent.MailboxReset(1, 2),
                new SessionEvent.DeliveryGivenUp(4, 1),
                new SessionEvent.NotSettled("UID STORE", "no"),
                new SessionEvent.Alert("maintenance"),
                new SessionEvent.Moved(1, Binding.NONE, Duration.ZERO),
                new SessionEvent.MoveFailed(2, Binding.NONE, "refused", Failure.Kind.NETWORK),
                new SessionEvent.NoRoom(new Failure(Failure.Kind.LIMIT, "too many")),
                new SessionEvent.Stopped());
        Listener listener = new Listener(new ArrayList<>());
        events.forEach(event -> event.tell(listener));
        assertThat(listener.heard).isEqualTo(events);
    }

    private record Listener(List<SessionEvent> heard) implements SessionEvent.Listener {
        @Override
        public void ready(SessionEvent.Ready event) {
            heard.add(event);
        }

        @Override
        public void lost(SessionEvent.Lost event) {
            heard.add(event);
        }

        @Override
        public void offline(SessionEvent.Offline event) {
            heard.add(event);
        }

        @Override
        public void gaveUpConnecting(SessionEvent.GaveUpConnecting event) {
            heard.add(event);
        }

        @Override
        public void mailboxReset(SessionEvent.MailboxReset event) {
            heard.add(event);
        }

        @Override
        public void deliveryGivenUp(SessionEvent.DeliveryGivenUp event) {
            heard.add(event);
        }

        @Override
        public void notSettled(SessionEvent.NotSettled event) {
            heard.add(event);
        }

        @Override
        public void alert(SessionEvent.Alert event) {
            heard.add(event);
        }

        @Override
        public void moved(SessionEvent.Moved event) {
            heard.add(event);
        }

        @Override
        public void moveFailed(SessionEvent.MoveFailed event) {
            heard.add(event);
        }

        @Override
        public void noRoom(SessionEvent.NoRoom event) {
            heard.add(event);
        }

        @Override
        public void stopped(SessionEvent.Stopped event) {
            heard.add(event);
        }
    }
}
