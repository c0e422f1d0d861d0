package org.camelpush.imapidle;

import java.time.Duration;
import java.util.List;

import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.imapidle.session.AuthMechanism;
import org.camelpush.imapidle.session.Failure;
import org.camelpush.imapidle.session.Negotiated;
import org.camelpush.imapidle.session.SessionCounters;
import org.camelpush.imapidle.session.SessionPhase;
import org.camelpush.imapidle.session.SessionSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxStatusTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private MailboxStatus status(SessionPhase phase, Duration silence, boolean push, Failure failure) {
        ImapIdleEndpoint endpoint = context.getEndpoint(
                "imaps-idle:mail.example.com?username=alice&password=s3cret&idleRenewal=9m&livenessTimeout=30s"
                        + "&pollInterval=1m",
                ImapIdleEndpoint.class);
        long now = System.nanoTime();
        return MailboxStatus.of(
                new SessionSnapshot(
                        phase,
                        now,
                        now - silence.toNanos(),
                        push,
                        1,
                        3,
                        now + Duration.ofSeconds(20).toNanos(),
                        failure,
                        1,
                        1,
                        0,
                        0,
                        0,
                        new Negotiated(AuthMechanism.PLAIN, "", List.of()),
                        new SessionCounters(0, 0, 0, 0, 0, 0, 0, 0)),
                0,
                endpoint.ownAccount(),
                endpoint.getConfiguration(),
                () -> "2 others are connecting");
    }

    @Test
    void isWatchingWhileTheServerWasHeardWithinRenewalAndTwoTimeouts() {
        assertThat(status(SessionPhase.IDLE, Duration.ofSeconds(599), true, null)
                        .isWatching())
                .isTrue();
    }

    @Test
    void doubtsAServerThatWasSilentForLongerAlthoughNoErrorCame() {
        MailboxStatus status = status(SessionPhase.IDLE, Duration.ofSeconds(601), true, null);
        assertThat(status.isWatching()).isFalse();
        assertThat(status.message())
                .isEqualTo("Nothing heard from mail.example.com:993 for 601 s, more than the 600 s allowed");
    }

    @Test
    void expectsAPolledServerToBeHeardMoreOften() {
        assertThat(status(SessionPhase.POLLING, Duration.ofSeconds(121), false, null)
                        .isWatching())
                .isFalse();
    }

    @Test
    void saysWhyAndWhenItTriesAgain() {
        Failure failure = new Failure(Failure.Kind.NETWORK, "no route to host");
        MailboxStatus status = status(SessionPhase.BACKING_OFF, Duration.ZERO, false, failure);
        assertThat(status.isWatching()).isFalse();
        assertThat(status.message())
                .startsWith("Not watching INBOX of alice at mail.example.com:993: no route to host")
                .contains("next attempt in");
        assertThat(status.details().toString()).doesNotContain("s3cret");
    }

    @Test
    void saysThatNoNetworkMayBeUsed() {
        Failure failure = new Failure(Failure.Kind.NETWORK, "No network may be used");
        assertThat(status(SessionPhase.OFFLINE, Duration.ZERO, false, failure).message())
                .isEqualTo("Not watching INBOX of alice at mail.example.com:993: No network may be used (nothing is"
                        + " tried until one may)");
    }

    @Test
    void saysWhatToDoWhenItGaveUp() {
        Failure failure = new Failure(Failure.Kind.NETWORK, "no route to host");
        assertThat(status(SessionPhase.FAILED, Duration.ZERO, false, failure).message())
                .contains("gave up; restart the route");
    }
}
