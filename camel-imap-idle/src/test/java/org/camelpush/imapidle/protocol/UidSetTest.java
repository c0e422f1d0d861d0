package org.camelpush.imapidle.protocol;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UidSetTest {

    @Test
    void isWrittenAsASequenceSet() {
        assertThat(UidSet.of(7, 2, 4, 5, 6)).hasToString("2,4:7");
        assertThat(new UidSet()).hasToString("");
        assertThat(UidSet.of(4294967295L)).hasToString("4294967295");
    }

    @Test
    void isReadAsItIsWritten() {
        assertThat(UidSet.parse("2,4:7")).isEqualTo(UidSet.of(2, 4, 5, 6, 7));
        assertThat(UidSet.parse("")).isEqualTo(new UidSet());
        assertThat(UidSet.parse("5:6,1:5")).hasToString("1:6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {",", "1,", "0", "1:*", "*", "a", "-1", "3:2", "1:", ":1", "1:2:3", " 1", "99999999999999999999"})
    void refusesWhatIsNoSequenceSet(String text) {
        assertThatThrownBy(() -> UidSet.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rangesThatTouchBecomeOne() {
        UidSet set = UidSet.parse("1:3,7:9");
        set.addRange(4, 6);
        assertThat(set).hasToString("1:9");
        set.addRange(20, 30);
        set.addRange(5, 25);
        assertThat(set).hasToString("1:30");
    }

    @Test
    void refusesWhatIsNoRange() {
        UidSet set = new UidSet();
        assertThatThrownBy(() -> set.add(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> set.addRange(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(set.isEmpty()).isTrue();
    }

    @Test
    void theFirstOnesAreNoMoreThanOneCommandHolds() {
        UidSet scattered = new UidSet();
        for (long uid = 4_000_000_000L; uid < 4_000_001_000L; uid += 4) {
            scattered.addRange(uid, uid + 1);
        }
        UidSet first = scattered.first(1_000);
        assertThat(first.toString()).hasSizeBetween(900, 1_000);
        assertThat(scattered.takeFirst(1_000)).isEqualTo(first);
        assertThat(scattered.first(1).max()).isEqualTo(first.max() + 3);
    }

    @Test
    void theFirstOnesOfNoneAreNone() {
        assertThat(new UidSet().first(5)).isEqualTo(new UidSet());
        assertThat(UidSet.of(1, 2).first(0)).isEqualTo(new UidSet());
        assertThat(new UidSet().takeFirst(5)).isEqualTo(new UidSet());
    }

    @Test
    void aWideRangeCostsNothing() {
        UidSet set = new UidSet();
        set.addRange(1, 4_294_967_295L);
        assertThat(set.remove(2_000_000_000L)).isTrue();
        assertThat(set.size()).isEqualTo(4_294_967_294L);
        assertThat(set.first(3)).hasToString("1:3");
    }

    @Test
    void isCopiedAndComparedByContent() {
        UidSet set = UidSet.of(1, 2, 3);
        UidSet copy = set.copy();
        assertThat(copy).isEqualTo(set).hasSameHashCodeAs(set);
        copy.remove(2);
        assertThat(copy).isNotEqualTo(set).hasToString("1,3");
        assertThat(set).hasToString("1:3").isNotEqualTo("1:3");
        set.clear();
        assertThat(set.isEmpty()).isTrue();
    }

    @Test
    void callsForEachInOrder() {
        List<Long> called = new ArrayList<>();
        UidSet.parse("9,1:3").forEach(called::add);
        assertThat(called).containsExactly(1L, 2L, 3L, 9L);
    }
}
