package org.camelpush.imapidle.session;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SelectedFolderTest {

    private final SelectedFolder folder = new SelectedFolder();

    private void selected(long count) {
        folder.selected(count);
    }

    @Test
    void moreThanBeforeIsNews() {
        selected(3);
        assertThat(folder.hasNews()).isFalse();
        folder.exists(5);
        assertThat(folder.hasNews()).isTrue();
        assertThat(folder.isSearchDue()).isFalse();
        folder.fetchedNews(1);
        assertThat(folder.hasNews()).isTrue();
        folder.fetchedNews(1);
        assertThat(folder.hasNews()).isFalse();
        assertThat(folder.known()).isEqualTo(5);
    }

    @Test
    void newsThatAreExpungedAreNoNews() {
        selected(3);
        folder.exists(4);
        folder.expunge(4);
        assertThat(folder.hasNews()).isFalse();
        assertThat(folder.known()).isEqualTo(3);
    }

    @Test
    void newsStayNewsWhenAnOldMailIsExpunged() {
        selected(3);
        folder.exists(4);
        folder.expunge(1);
        assertThat(folder.hasNews()).isTrue();
        assertThat(folder.known()).isEqualTo(2);
        folder.expunge(2);
        assertThat(folder.known()).isEqualTo(1);
    }

    @Test
    void theSameNumberOrLessIsADoubt() {
        selected(3);
        folder.exists(3);
        assertThat(folder.isSearchDue()).isTrue();
        folder.searching();
        assertThat(folder.isSearchDue()).isFalse();
        folder.exists(2);
        assertThat(folder.isSearchDue()).isTrue();
        assertThat(folder.known()).isEqualTo(2);
    }

    @Test
    void theSameNumberIsNoDoubtOnceItHasMeantNothing() {
        selected(3);
        folder.announced(0);
        folder.exists(3);
        assertThat(folder.isSearchDue()).isFalse();
        folder.announced(1);
        folder.exists(3);
        assertThat(folder.isSearchDue()).isTrue();
    }

    @Test
    void theSameNumberIsNoDoubtWhileThereIsNews() {
        selected(3);
        folder.exists(4);
        folder.exists(4);
        assertThat(folder.isSearchDue()).isFalse();
    }

    @Test
    void anExpungeThatCannotBeIsADoubt() {
        selected(3);
        folder.expunge(3);
        assertThat(folder.isSearchDue()).isFalse();
        folder.expunge(3);
        assertThat(folder.isSearchDue()).isTrue();
        folder.searching();
        folder.expunge(0);
        assertThat(folder.isSearchDue()).isTrue();
        assertThat(folder.known()).isEqualTo(2);
    }

    @Test
    void aSearchTellsWhatExistedWhenItBegan() {
        selected(3);
        folder.exists(5);
        folder.searching();
        folder.exists(6);
        folder.found(2);
        folder.searched();
        assertThat(folder.known()).isEqualTo(5);
        assertThat(folder.hasNews()).isTrue();
    }

    @Test
    void aSearchTellsWhatItFoundEvenIfThatCameWhileItRan() {
        selected(3);
        folder.searching();
        folder.exists(5);
        folder.found(2);
        folder.searched();
        assertThat(folder.hasNews()).isFalse();
    }

    @Test
    void aSearchNeverTellsMoreThanThereIs() {
        selected(3);
        folder.searching();
        folder.found(9);
        folder.searched();
        assertThat(folder.known()).isEqualTo(3);
    }

    @Test
    void whatIsExpungedDuringASearchMakesRoomForNews() {
        selected(3);
        folder.exists(4);
        folder.searching();
        folder.found(1);
        folder.expunge(1);
        folder.expunge(3);
        folder.exists(3);
        folder.searched();
        assertThat(folder.known()).isEqualTo(2);
        assertThat(folder.hasNews()).isTrue();
    }

    @Test
    void aSmallerNumberDuringASearchLeavesNoMoreKnownThanThereIs() {
        selected(5);
        folder.searching();
        folder.exists(2);
        folder.searched();
        folder.exists(3);
        assertThat(folder.hasNews()).isTrue();
    }

    @Test
    void countsLooksThatFoundNothing() {
        folder.announced(0);
        folder.announced(0);
        assertThat(folder.fruitless()).isEqualTo(2);
        folder.announced(1);
        assertThat(folder.fruitless()).isZero();
        folder.announced(0);
        folder.selected(1);
        folder.exists(2);
        folder.fetchedNews(1);
        assertThat(folder.fruitless()).isZero();
    }

    @Test
    void knowsWhenThereIsNothing() {
        assertThat(folder.isEmpty()).isTrue();
        folder.exists(1);
        assertThat(folder.isEmpty()).isFalse();
    }

    @Test
    void case07_wordOfAMailThatCannotBeIsADoubt() {
        selected(3);
        folder.mentioned(3);
        assertThat(folder.isSearchDue()).isFalse();
        folder.mentioned(4);
        assertThat(folder.isSearchDue()).isTrue();
        assertThat(folder.hasNews()).isFalse();
    }
}
