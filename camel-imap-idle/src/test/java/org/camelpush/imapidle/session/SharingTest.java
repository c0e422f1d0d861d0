package org.camelpush.imapidle.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.camelpush.imapidle.protocol.Response;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who has a connection, and whose turn it is to use it. */
class SharingTest {

    private static final Failure TOO_MANY = new Failure(Failure.Kind.LIMIT, "too many");
    private static final Failure NO_SUCH = new Failure(Failure.Kind.FOLDER, "no such folder");

    private final List<String> orders = new ArrayList<>();

    private Sharing sharing(int most, String... folders) {
        Sharing sharing = new Sharing(most, (folder, order) -> orders.add(folder + " " + order));
        for (String folder : folders) {
            sharing.join(folder);
        }
        return sharing;
    }

    private void ordered(String... expected) {
        assertThat(orders).containsExactly(expected);
        orders.clear();
    }

    private static SharingNote.Watches tellsOf(String... folders) {
        return new SharingNote.Watches(Set.of(folders));
    }

    @Test
    void theFirstIsTheHostAndTheOthersLodge() {
        sharing(8, "A", "B", "C");
        ordered("0 Host[guests=[]]", "1 Lodge[]", "0 Host[guests=[B]]", "2 Lodge[]", "0 Host[guests=[B, C]]");
    }

    @Test
    void whoIsToldOfHasNoConnection() {
        Sharing sharing = sharing(8, "A", "B", "C");
        orders.clear();
        sharing.on(0, tellsOf("B", "C"));
        ordered("1 HostWatches[watches=true, pushed=true]", "2 HostWatches[watches=true, pushed=true]");
    }

    @Test
    void whoIsNotToldOfGetsAConnectionWithinTheBudget() {
        Sharing sharing = sharing(2, "A", "B", "C");
        orders.clear();
        sharing.on(0, tellsOf());
        ordered("1 Part[]", "0 Host[guests=[C]]", "2 HostWatches[watches=true, pushed=false]");
        sharing.on(0, tellsOf());
        ordered("2 HostWatches[watches=true, pushed=false]");
    }

    @Test
    void whereThereIsNoRoomTheFolderLodgesAgainAndNoFurtherOneTries() {
        Sharing sharing = sharing(8, "A", "B", "C");
        sharing.on(0, tellsOf());
        orders.clear();
        sharing.on(2, new SharingNote.NoRoom());
        ordered("0 Host[guests=[C]]");
        sharing.on(0, tellsOf());
        ordered("2 HostWatches[watches=true, pushed=false]");
    }

    @Test
    void guestsVisitInTheOrderInWhichTheyAsked() {
        Sharing sharing = sharing(1, "A", "B", "C");
        Loan loan = new Loan(new Connection(null, null, null, () -> 0));
        orders.clear();
        sharing.on(2, new SharingNote.Wants());
        sharing.on(1, new SharingNote.Wants());
        sharing.on(2, new SharingNote.Wants());
        ordered("0 GuestWaits[waits=true]");
        sharing.on(0, new SharingNote.Lends(loan));
        ordered("2 Visit[loan=Loan[0]]");
        assertThat(sharing.visiting()).isEqualTo(2);
        sharing.on(2, new SharingNote.GivesBack(loan, null));
        ordered("0 TakeBack[loan=Loan[0], guest=C, failure=null]");
        sharing.on(0, new SharingNote.Lends(loan));
        ordered("1 Visit[loan=Loan[0]]", "0 GuestWaits[waits=false]");
        sharing.on(0, new SharingNote.Recalls());
        ordered("1 VisitOver[]");
        assertThat(sharing.visiting()).isEqualTo(-1);
        sharing.on(0, new SharingNote.Lends(loan));
        ordered("0 TakeBack[loan=Loan[0], guest=null, failure=null]");
    }

    @Test
    void newsGoToTheFolderTheyAreOf() {
        Sharing sharing = sharing(1, "A", "Gr\u00f6\u00dfe");
        orders.clear();
        sharing.on(0, new SharingNote.News(new Response.MailboxStatus("Gr&APYA3w-e", 7, 9)));
        sharing.on(0, new SharingNote.News(new Response.MailboxStatus("A", 7, 9)));
        sharing.on(0, new SharingNote.News(new Response.MailboxStatus("else", 7, 9)));
        ordered("1 FolderNews[status=MailboxStatus[mailbox=Gr&APYA3w-e, uidValidity=7, uidNext=9]]");
        sharing.on(0, new SharingNote.NoNews("Gr\u00f6\u00dfe"));
        ordered("1 FolderNews[status=null]");
    }

    @Test
    void aHostWhoseFolderCannotBeOpenedHandsOver() {
        Sharing sharing = sharing(1, "A", "B", "C");
        orders.clear();
        sharing.on(0, new SharingNote.Unfit(TOO_MANY));
        ordered();
        sharing.on(0, new SharingNote.Unfit(NO_SUCH));
        ordered(
                "1 HostWatches[watches=false, pushed=false]",
                "2 HostWatches[watches=false, pushed=false]",
                "0 Lodge[]",
                "1 Host[guests=[A, C]]");
        assertThat(sharing.host()).isEqualTo(1);
    }

    @Test
    void aHostWithoutRoomHandsOverToAFolderThatIsConnected() {
        Sharing sharing = sharing(2, "A", "B", "C");
        sharing.on(0, tellsOf());
        orders.clear();
        sharing.on(0, new SharingNote.Unfit(TOO_MANY));
        ordered("2 HostWatches[watches=false, pushed=false]", "0 Lodge[]", "1 Host[guests=[A, C]]");
    }

    @Test
    void whoEndsMakesRoomAndAHostThatEndsHasASuccessor() {
        Sharing sharing = sharing(1, "A", "B", "C");
        orders.clear();
        sharing.on(0, new SharingNote.Ended());
        ordered(
                "1 HostWatches[watches=false, pushed=false]",
                "2 HostWatches[watches=false, pushed=false]",
                "1 Host[guests=[C]]");
        assertThat(sharing.join("D")).isZero();
        ordered("0 Lodge[]", "1 Host[guests=[D, C]]");
        sharing.on(2, new SharingNote.Ended());
        sharing.on(0, new SharingNote.Ended());
        sharing.on(1, new SharingNote.Ended());
        assertThat(sharing.host()).isEqualTo(-1);
        orders.clear();
        assertThat(sharing.join("E")).isZero();
        ordered("0 Host[guests=[]]");
    }
}
