package org.camelpush.benchmarks.wire;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdleDayTest {

    // a renewal of 300 octets, a word of 100, a look of 500 and a visit of 4,000, headers included
    private final IdleDay day = new IdleDay(
            new Traffic(300 - 4 * Traffic.HEADERS, 4),
            new Traffic(100 - Traffic.HEADERS, 1),
            new Traffic(500 - 2 * Traffic.HEADERS, 2),
            new Traffic(4_000 - 10 * Traffic.HEADERS, 10));

    @Test
    void aDayHasARenewalEachTimeAndTheServersWordsBetween() {
        // 160 renewals and 720 words
        assertThat(day.idle(Duration.ofMinutes(9), Duration.ofMinutes(2))).isEqualTo(160 * 300 + 720 * 100);
    }

    @Test
    void aServerThatNeverSpeaksCostsNothing() {
        assertThat(day.idle(Duration.ofMinutes(24), Duration.ZERO)).isEqualTo(60 * 300);
    }

    @Test
    void pollingEachMinuteLooks1440Times() {
        assertThat(day.polling(Duration.ofMinutes(1))).isEqualTo(1_440 * 500);
    }

    @Test
    void anAlertForEachMailIsAVisitForEachMail() {
        assertThat(day.alerts(3)).isEqualTo(3 * 4_000);
    }

    @Test
    void breaksEvenWhereAlertsCostAsMuchAsADayOfIdle() {
        double idle = day.idle(Duration.ofMinutes(24), Duration.ZERO);
        double mails = day.evenMailsByDay(idle);
        assertThat(mails).isEqualTo(4.5);
        assertThat(day.alerts(mails)).isEqualTo(idle);
        assertThat(day.evenInterval(idle)).isEqualTo(Duration.ofMinutes(320));
    }

    @Test
    void aTalkIsTheMeanOfSeveral() {
        Traffic talk = new Traffic(1_000, 10).times(1.0 / 5);
        assertThat(talk).isEqualTo(new Traffic(200, 2));
        assertThat(talk.total()).isEqualTo(200 + 2 * Traffic.HEADERS);
    }
}
