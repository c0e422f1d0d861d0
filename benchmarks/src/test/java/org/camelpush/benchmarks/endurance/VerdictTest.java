package org.camelpush.benchmarks.endurance;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTest {

    private static Verdict verdict(Set<Integer> killed, Set<String> sent, Processed... all) {
        return Verdict.of(Watched.CURSOR, sent, List.of(all), killed);
    }

    private static Processed mail(int run, long uid) {
        return new Processed(run, Watched.CURSOR, "INBOX", 7, uid, "<" + uid + ">");
    }

    @Test
    void allMailsOnceIsWhatWasPromised() {
        Verdict verdict = verdict(Set.of(), Set.of("<1>", "<2>"), mail(1, 1), mail(1, 2));
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.sent()).isEqualTo(2);
        assertThat(verdict.repeated()).isZero();
    }

    @Test
    void aMailThatNeverCameIsLostWhateverWasKilled() {
        Verdict verdict = verdict(Set.of(1), Set.of("<1>", "<2>"), mail(1, 1));
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.lost()).containsExactly("<2>");
    }

    @Test
    void theLastMailOfAKilledRunMayComeAgain() {
        Verdict verdict = verdict(Set.of(1, 2), Set.of("<1>", "<2>"), mail(1, 1), mail(1, 2), mail(3, 2));
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.repeated()).isEqualTo(1);
    }

    @Test
    void anEarlierMailOfAKilledRunMayNot() {
        Verdict verdict = verdict(Set.of(1), Set.of("<1>", "<2>"), mail(1, 1), mail(1, 2), mail(2, 1));
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.broken()).singleElement().asString().contains("uid=1,");
    }

    @Test
    void nothingMayComeAgainWithoutAKill() {
        assertThat(verdict(Set.of(), Set.of("<1>"), mail(1, 1), mail(2, 1)).holds())
                .isFalse();
        assertThat(verdict(Set.of(2), Set.of("<1>"), mail(1, 1), mail(2, 1)).holds())
                .isFalse();
    }

    @Test
    void aMailThatCameTwiceInOneRunIsNoCrash() {
        Verdict verdict = verdict(Set.of(1), Set.of("<1>"), mail(1, 1), mail(1, 1));
        assertThat(verdict.holds()).isFalse();
    }

    @Test
    void noMoreMailsThanWereInFlightMayComeAgain() {
        List<Processed> all = Stream.of(1, 2)
                .flatMap(run -> Stream.of(1L, 2L, 3L, 4L, 5L)
                        .map(uid -> new Processed(run, Watched.SEVERAL, "INBOX", 7, uid, "<" + uid + ">")))
                .toList();
        Set<String> sent = Set.of("<1>", "<2>", "<3>", "<4>", "<5>");
        Verdict five = Verdict.of(Watched.SEVERAL, sent, all, Set.of(1));
        assertThat(five.broken()).singleElement().asString().startsWith("5 mails of run 1 came again");
        Verdict four = Verdict.of(Watched.SEVERAL, sent, all.subList(0, 9), Set.of(1));
        assertThat(four.holds()).isTrue();
        assertThat(four.repeated()).isEqualTo(4);
    }

    @Test
    void aMailThatNobodySentIsTold() {
        assertThat(verdict(Set.of(), Set.of(), mail(1, 1)).broken())
                .singleElement()
                .asString()
                .startsWith("nobody has sent");
    }

    @Test
    void mailsOfOtherMailboxesDoNotCount() {
        Processed other = new Processed(1, Watched.SEEN, "INBOX", 7, 1, "<1>");
        assertThat(verdict(Set.of(), Set.of(), other).holds()).isTrue();
    }
}
