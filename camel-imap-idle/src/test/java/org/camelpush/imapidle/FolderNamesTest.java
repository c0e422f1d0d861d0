package org.camelpush.imapidle;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderNamesTest {

    @Test
    void takesAListApartAndTrimsIt() {
        assertThat(FolderNames.of("INBOX")).containsExactly("INBOX");
        assertThat(FolderNames.of(" INBOX ,Orders/New ,\tB\u00fcro"))
                .containsExactly("INBOX", "Orders/New", "B\u00fcro");
    }

    @Test
    void aNameInQuotationMarksMayHaveCommasAndSpaces() {
        assertThat(FolderNames.of("A, \"Sales, EU\" ,\" b \",C")).containsExactly("A", "Sales, EU", " b ", "C");
    }

    @Test
    void quotationMarksAndApostrophesWithinANameAreJustThat() {
        assertThat(FolderNames.of("Bob's mail, O\"Brien, 5\" disks\""))
                .containsExactly("Bob's mail", "O\"Brien", "5\" disks\"");
    }

    @Test
    void saysWhatIsWrong() {
        for (String blank : new String[] {"", "A,", ",A", "A, ,B", "\"\"", "\" \"", "a\r\nb", "\"a\nb\""}) {
            assertThatThrownBy(() -> FolderNames.of(blank))
                    .as(blank)
                    .hasMessage("a folder whose name is blank or has control characters");
        }
        for (String open : new String[] {"\"A", "A,\"B, C", "\"A\"B", "\"A\" B,C"}) {
            assertThatThrownBy(() -> FolderNames.of(open)).as(open).hasMessageContaining("a quotation mark in front");
        }
        assertThatThrownBy(() -> FolderNames.of("A,B,\"A\"")).hasMessage("the folder A twice");
        assertThatThrownBy(() -> FolderNames.of("Inbox,INBOX")).hasMessage("the folder INBOX twice");
        assertThat(FolderNames.of("a,A")).hasSize(2);
    }

    @Test
    void takesAHundredAndNoMore() {
        assertThat(FolderNames.of(folders(100))).hasSize(100);
        assertThatThrownBy(() -> FolderNames.of(folders(101))).hasMessage("more than 100 folders");
    }

    private static String folders(int count) {
        return IntStream.range(0, count).mapToObj(number -> "F" + number).collect(Collectors.joining(","));
    }
}
