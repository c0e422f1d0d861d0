package org.camelpush.imapidle.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.camelpush.imapidle.protocol.Capabilities;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SettlementTest {

    private static final Capabilities ALL = Capabilities.of("MOVE UIDPLUS");
    private static final Capabilities UIDPLUS = Capabilities.of("UIDPLUS");
    private static final Capabilities REV2 = Capabilities.of("IMAP4rev2").usable(Set.of());
    private static final Capabilities FEW = Capabilities.of("IMAP4rev1");

    private static Settlement settlement(AfterDelivery after) {
        return new Settlement(after);
    }

    private static List<String> run(Settlement settlement, Capabilities capabilities) {
        List<String> commands = new ArrayList<>();
        do {
            commands.add(settlement.next(capabilities).text());
        } while (settlement.done());
        return commands;
    }

    private static List<String> commands(AfterDelivery after, Capabilities capabilities) {
        Settlement settlement = settlement(after);
        settlement.processed(4);
        settlement.processed(5);
        List<String> commands = run(settlement, capabilities);
        assertThat(settlement.isEmpty()).isTrue();
        return commands;
    }

    @Test
    void flags() {
        assertThat(commands(new AfterDelivery(true, false, null, null, null), FEW))
                .containsExactly("UID STORE 4:5 +FLAGS.SILENT (\\Seen)");
    }

    @Test
    void moves() {
        AfterDelivery after = new AfterDelivery(false, false, null, "Done", null);
        assertThat(commands(after, ALL)).containsExactly("UID MOVE 4:5 \"Done\"");
        assertThat(commands(after, REV2)).containsExactly("UID MOVE 4:5 \"Done\"");
        assertThat(commands(after, UIDPLUS))
                .containsExactly("UID COPY 4:5 \"Done\"", "UID STORE 4:5 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 4:5");
    }

    @Test
    void deletesAndNeverExpungesTheMailOfOthers() {
        AfterDelivery after = new AfterDelivery(false, true, null, null, null);
        assertThat(commands(after, FEW)).containsExactly("UID STORE 4:5 +FLAGS.SILENT (\\Deleted)");
        assertThat(commands(after, REV2)).containsExactly("UID STORE 4:5 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 4:5");
    }

    @Test
    void doesEverythingInOrder() {
        assertThat(commands(new AfterDelivery(true, true, "Copies", null, null), ALL))
                .containsExactly(
                        "UID COPY 4:5 \"Copies\"",
                        "UID STORE 4:5 +FLAGS.SILENT (\\Seen)",
                        "UID STORE 4:5 +FLAGS.SILENT (\\Deleted)",
                        "UID EXPUNGE 4:5");
    }

    @Test
    void whereNothingIsToBeDoneItStaysEmpty() {
        Settlement settlement = settlement(new AfterDelivery(false, false, null, null, null));
        settlement.processed(4);
        settlement.givenUp(5);
        assertThat(settlement.isEmpty()).isTrue();
    }

    @Test
    void whatIsGivenUpIsPutAsideFirst() {
        Settlement settlement = settlement(new AfterDelivery(true, false, null, null, "Dead"));
        settlement.processed(4);
        settlement.givenUp(5);
        assertThat(run(settlement, ALL)).containsExactly("UID MOVE 5 \"Dead\"");
        assertThat(settlement.isEmpty()).isFalse();
        assertThat(run(settlement, ALL)).containsExactly("UID STORE 4 +FLAGS.SILENT (\\Seen)");
        assertThat(settlement.isEmpty()).isTrue();
    }

    @Test
    void theNextCommandStaysTheSameUntilItIsDone() {
        Settlement settlement = settlement(new AfterDelivery(true, false, "Copies", null, "Dead"));
        settlement.processed(4);
        assertThat(settlement.next(ALL).text()).startsWith("UID COPY 4");
        settlement.processed(5);
        settlement.givenUp(6);
        assertThat(settlement.next(ALL).text()).startsWith("UID COPY 4 ");
        assertThat(settlement.done()).isTrue();
        assertThat(settlement.next(FEW).text()).startsWith("UID STORE 4 ");
        assertThat(settlement.done()).isFalse();
        assertThat(settlement.next(ALL).text()).startsWith("UID MOVE 6 ");
    }

    @Test
    void aBatchThatWasRefusedIsNotTriedAgain() {
        Settlement settlement = settlement(new AfterDelivery(true, true, "Copies", null, null));
        settlement.processed(4);
        settlement.next(ALL);
        settlement.dropped();
        assertThat(settlement.isEmpty()).isTrue();
    }

    @Test
    void isFullWith256() {
        Settlement settlement = settlement(new AfterDelivery(true, false, null, null, "Dead"));
        for (int uid = 1; uid < 256; uid++) {
            settlement.processed(uid);
        }
        assertThat(settlement.isFull()).isFalse();
        settlement.givenUp(1_000);
        assertThat(settlement.isFull()).isTrue();
    }

    @Test
    void aBatchIs256AtTheMost() {
        Settlement settlement = settlement(new AfterDelivery(true, false, null, null, null));
        for (int uid = 1; uid <= 300; uid++) {
            settlement.processed(uid);
        }
        assertThat(run(settlement, ALL)).containsExactly("UID STORE 1:256 +FLAGS.SILENT (\\Seen)");
        assertThat(run(settlement, ALL)).containsExactly("UID STORE 257:300 +FLAGS.SILENT (\\Seen)");
    }

    @Test
    void isOverdueUntilAllIsSettled() {
        Settlement settlement = settlement(new AfterDelivery(true, false, null, null, null));
        settlement.overdue();
        assertThat(settlement.isOverdue()).isFalse();
        settlement.processed(4);
        assertThat(settlement.isOverdue()).isFalse();
        settlement.overdue();
        assertThat(settlement.isOverdue()).isTrue();
        run(settlement, ALL);
        assertThat(settlement.isOverdue()).isFalse();
    }

    @Test
    void ofAReadOnlyFolderNothingIsKept() {
        Settlement settlement = settlement(new AfterDelivery(true, false, null, null, "Dead"));
        settlement.processed(4);
        settlement.next(ALL);
        settlement.processed(5);
        settlement.readOnly(true);
        assertThat(settlement.isEmpty()).isTrue();
        settlement.processed(6);
        settlement.givenUp(7);
        assertThat(settlement.isEmpty()).isTrue();
        settlement.readOnly(false);
        settlement.processed(6);
        assertThat(settlement.isEmpty()).isFalse();
    }

    @Test
    void saysWhetherAnythingIsChanged() {
        assertThat(new AfterDelivery(false, false, null, null, null).changesNothing())
                .isTrue();
        assertThat(new AfterDelivery(true, false, null, null, null).changesNothing())
                .isFalse();
        assertThat(new AfterDelivery(false, true, null, null, null).changesNothing())
                .isFalse();
        assertThat(new AfterDelivery(false, false, "a", null, null).changesNothing())
                .isFalse();
        assertThat(new AfterDelivery(false, false, null, "a", null).changesNothing())
                .isFalse();
        assertThat(new AfterDelivery(false, false, null, null, "a").changesNothing())
                .isFalse();
    }

    @Test
    void aBatchThatOutlivesItsConnectionNamesFoldersAsTheNextServerHasIt() {
        Settlement settlement = settlement(new AfterDelivery(false, false, "Entw\u00fcrfe", "Entw\u00fcrfe", null));
        settlement.processed(4);
        assertThat(settlement.next(ALL).text()).isEqualTo("UID COPY 4 \"Entw&APw-rfe\"");
        assertThat(settlement.next(REV2).text()).isEqualTo("UID COPY 4 \"Entw\u00c3\u00bcrfe\"");
        assertThat(settlement.done()).isTrue();
        assertThat(settlement.next(REV2).text()).isEqualTo("UID MOVE 4 \"Entw\u00c3\u00bcrfe\"");
    }
}
