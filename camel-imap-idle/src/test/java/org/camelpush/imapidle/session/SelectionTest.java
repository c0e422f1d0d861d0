package org.camelpush.imapidle.session;

import java.time.Duration;

import jakarta.mail.search.SubjectTerm;

import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.SearchKey;
import org.camelpush.imapidle.protocol.SearchKeys;
import org.camelpush.imapidle.protocol.UidSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.session.SessionScript.fetch;

/** Which mails come down, and how much of them. */
class SelectionTest {

    private static final String SIZES = " (UID FLAGS INTERNALDATE RFC822.SIZE)";
    private static final String HEADERS = " (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER])";

    private static SessionScript searchingFor(String word) {
        SearchKey key = SearchKeys.of(new SubjectTerm(word));
        return script(new Selection(() -> key, Download.FULL, -1));
    }

    private static SessionScript downloading(Download download, long maxDownloadSize) {
        return script(new Selection(null, download, maxDownloadSize));
    }

    private static SessionScript script(Selection selection) {
        return new SessionScript(new TestSettings().selection(selection).build());
    }

    private static String size(long uid, long octets) {
        return "* " + uid + " FETCH (UID " + uid + " RFC822.SIZE " + octets + " FLAGS ())";
    }

    private static String header(long uid) {
        return "* " + uid + " FETCH (UID " + uid + " RFC822.SIZE 9 FLAGS () BODY[HEADER] \"a: b\")";
    }

    // --- which

    @Test
    void ofAnnouncedMailsOnlyThoseAreFetchedThatTheServerFinds() {
        SessionScript session =
                searchingFor("boss").idleWith(3).says("* 6 EXISTS").sends("DONE");
        session.answers("OK done")
                .sends("UID SEARCH UID 4:*")
                .says("* SEARCH 4 5 6")
                .answers("OK found");
        session.sends("UID SEARCH UID 4:6 SUBJECT \"boss\"").says("* SEARCH 5").answers("OK found");
        session.sends(fetch("5")).mail(5, 5).answers("OK fetched").delivers(5L).saves("7 6 5");
        session.sends("IDLE").says("+ idling").acknowledge(5).saves("7 6 -");
    }

    @Test
    void thePositionPassesMailsThatAreNotWanted() {
        SessionScript session =
                searchingFor("boss").idleWith(3).says("* 5 EXISTS").answers("OK done");
        session.says("* SEARCH 4 5")
                .answers("OK found")
                .says("* SEARCH")
                .answers("OK found")
                .saves("7 5 -");
        session.delivers()
                .forget()
                .says("+ idling", "* 6 EXISTS")
                .answers("OK done")
                .sends("DONE", "UID SEARCH UID 6:*");
    }

    @Test
    void whatTheSearchNamesBeyondWhatWasFoundIsNotFetched() {
        SessionScript session =
                searchingFor("boss").idleWith(3).says("* 4 EXISTS").answers("OK done");
        session.says("* SEARCH 4")
                .answers("OK found")
                .forget()
                .says("* SEARCH 2 4 9")
                .answers("OK found")
                .sends(fetch("4"));
    }

    @Test
    void nothingNewNeedsNoSecondSearch() {
        SessionScript session =
                searchingFor("boss").idleWith(3).after(Duration.ofMinutes(15)).answers("OK done");
        session.says("* SEARCH 3").answers("OK found");
        assertThat(session.sentLines()).noneMatch(line -> line.contains("SUBJECT"));
    }

    @Test
    void theFirstSearchIsForWhatIsWantedToo() {
        SessionScript session = searchingFor("boss").start(null).select(5, 10);
        assertThat(session.sentLines()).endsWith("UID SEARCH UID 1:9 UNSEEN UNDELETED SUBJECT \"boss\"");
    }

    @Test
    void aSearchThatIsRefusedPassesNothingAndSaysWhichOptionItIsOf() {
        SessionScript session =
                searchingFor("b\u00f6ss").idleWith(3).says("* 4 EXISTS").answers("OK done");
        session.says("* SEARCH 4").answers("OK found").says("+ go on").answers("NO [BADCHARSET (US-ASCII)] what?");
        assertThat(session.snapshot().high()).isEqualTo(3);
        assertThat(session.snapshot().lastFailure().text())
                .contains("searchTerm")
                .contains("BADCHARSET");
    }

    @Test
    void aLiteralIsSentWhenTheServerAsksForItAndOnce() {
        SessionScript session =
                searchingFor("b\u00f6ss").idleWith(3).says("* 4 EXISTS").answers("OK done");
        session.says("* SEARCH 4").forget().answers("OK found");
        session.sends("UID SEARCH CHARSET UTF-8 UID 4:4 SUBJECT {5}")
                .says("* 4 EXISTS")
                .sendsNothing();
        session.says("+ go on").sends("b\u00c3\u00b6ss").says("+ what now").sendsNothing();
        session.says("* SEARCH 4").answers("OK found").sends(fetch("4"));
    }

    @Test
    void aServerThatRefusesTheLiteralGetsNoneOfIt() {
        SessionScript session =
                searchingFor("b\u00f6ss").start(null).select(5, 10).forget();
        session.answers("BAD no charsets").says("+ late").sendsNothing().is(SessionPhase.BACKING_OFF);
    }

    @Test
    void aFailedMailIsFetchedAgainWithoutASearch() {
        SessionScript session = searchingFor("boss")
                .start(new Cursor(7, 3, UidSet.of(2)))
                .select(3, 4)
                .forget();
        session.mail(2, 2).answers("OK fetched").says("+ idling").fail(2).forget();
        session.after(Duration.ofSeconds(6)).answers("OK done").sends("DONE", fetch("2"));
    }

    // --- how much

    @Test
    void onlyHeadersComeWhereNoMoreIsWanted() {
        SessionScript session =
                downloading(Download.HEADERS, -1).idleWith(3).says("* 4 EXISTS").forget();
        session.answers("OK done")
                .sends("UID FETCH 4:67" + HEADERS)
                .says(header(4))
                .delivers(4L);
        assertThat(session.mails().get(0).mail().download()).isEqualTo(Download.HEADERS);
        session.answers("OK fetched").sends("IDLE").saves("7 4 4");
    }

    @Test
    void aMailThatNothingIsWantedOfTakesOneCommandAndIsToldFromAChangeOfFlags() {
        SessionScript session =
                downloading(Download.NONE, -1).idleWith(3).says("* 4 EXISTS").forget();
        session.answers("OK done").sends("UID FETCH 4:67" + SIZES);
        session.says("* 4 FETCH (UID 4 FLAGS (\\Seen))").delivers();
        session.says(size(4, 100)).delivers(4L).answers("OK fetched").sends("IDLE");
        assertThat(session.mails().get(0).mail().body()).isNull();
    }

    @Test
    void aSmallMailComesWholeAndALargeOneAsHeaders() {
        SessionScript session =
                downloading(Download.FULL, 100).idleWith(3).says("* 5 EXISTS").forget();
        session.answers("OK done")
                .sends("UID FETCH 4:67" + SIZES)
                .says(size(4, 100), size(5, 101))
                .delivers();
        session.answers("OK fetched").sends(fetch("4")).mail(4, 4).answersAtOnce("OK fetched");
        session.sends("UID FETCH 5" + HEADERS).says(header(5)).answers("OK fetched");
        assertThat(session.mails()).extracting(mail -> mail.mail().download()).containsExactly(Download.FULL);
        session.says("+ idling").acknowledge(4).delivers(4L, 5L);
        assertThat(session.mails().get(1).mail().download()).isEqualTo(Download.HEADERS);
    }

    @Test
    void mailsComeInOrderWhateverTheirSize() {
        SessionScript session = downloading(Download.FULL, 100).start(new Cursor(7, 6, UidSet.of(2, 3, 4, 5)));
        session.select(6, 7)
                .forget()
                .says(size(2, 1), size(3, 999), size(5, 2), size(4, 3))
                .answersAtOnce("OK");
        session.sends(fetch("2")).mail(2, 2).answersAtOnce("OK").sends("UID FETCH 3" + HEADERS);
        session.says(header(3)).answersAtOnce("OK").sends(fetch("4:5"));
    }

    @Test
    void aMailOfUnknownSizeIsNoSmallOne() {
        assertThat(new Selection(null, Download.FULL, 100).of(-1)).isEqualTo(Download.HEADERS);
        assertThat(new Selection(null, Download.FULL, 100).of(100)).isEqualTo(Download.FULL);
        assertThat(new Selection(null, Download.FULL, -1).of(100)).isEqualTo(Download.FULL);
        assertThat(new Selection(null, Download.NONE, -1).of(100)).isEqualTo(Download.NONE);
    }

    @Test
    void sizesThatLeaveAGapAreFollowedByASearch() {
        SessionScript session =
                downloading(Download.FULL, 100).idleWith(3).says("* 5 EXISTS").answers("OK done");
        session.forget()
                .says("* 5 FETCH (UID 9 RFC822.SIZE 7)")
                .answers("OK fetched")
                .sends("UID SEARCH UID 4:*");
        session.says("* SEARCH 8 9").answers("OK found").sends("UID FETCH 8:9" + SIZES);
    }

    @Test
    void whatWasMeasuredAndThenNotSentIsLookedFor() {
        SessionScript session =
                downloading(Download.FULL, 100).idleWith(3).says("* 4 EXISTS").answers("OK done");
        session.says(size(4, 7)).answersAtOnce("OK fetched").forget().answersAtOnce("OK nothing");
        session.sends("UID SEARCH UID 4");
    }

    @Test
    void whatCannotBeMeasuredIsLookedFor() {
        SessionScript session = downloading(Download.FULL, 100).start(new Cursor(7, 3, UidSet.of(2)));
        session.select(3, 4).forget().says("* 2 FETCH (UID 2 FLAGS ())").answersAtOnce("OK fetched");
        session.sends("UID SEARCH UID 2");
    }

    @Test
    void aServerThatRefusesToTellSizesIsLeft() {
        SessionScript session = downloading(Download.FULL, 100).start(new Cursor(7, 3, UidSet.of(2)));
        session.select(3, 4).answersAtOnce("BAD what?").is(SessionPhase.BACKING_OFF);
    }

    @Test
    void aSuspensionEndsTheDownloadOfWhatWasMeasured() {
        SessionScript session =
                downloading(Download.FULL, 100).idleWith(3).says("* 4 EXISTS").answers("OK done");
        session.forget()
                .says(size(4, 7))
                .feed(new SessionInput.Suspend())
                .answersAtOnce("OK fetched")
                .sendsNothing();
        session.feed(new SessionInput.Resume()).sends("UID FETCH 4" + SIZES);
    }

    @Test
    void aStopEndsTheDownloadOfWhatWasMeasured() {
        SessionScript session =
                downloading(Download.FULL, 100).idleWith(3).says("* 4 EXISTS").answers("OK done");
        session.forget()
                .says(size(4, 7))
                .feed(new SessionInput.Stop())
                .answersAtOnce("OK fetched")
                .sends("LOGOUT");
    }

    @Test
    void everyMailAsAWholeCostsOneRoundTripAsBefore() {
        SessionScript session =
                new SessionScript().idleWith(3).says("* 4 EXISTS").answers("OK done");
        assertThat(session.sentLines()).containsExactly("DONE", fetch("4:67"));
    }
}
