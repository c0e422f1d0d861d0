package org.camelpush.imapidle.protocol;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is done to a UidSet and to a TreeSet, both hold the same. */
class UidSetProperties {

    private static final int HIGHEST = 40;

    /** One thing done to both. */
    record Step(int what, long first, long last) {
        void applyTo(UidSet set, TreeSet<Long> model) {
            switch (what) {
                case 0 -> {
                    set.add(first);
                    model.add(first);
                }
                case 1 -> {
                    set.addRange(first, last);
                    LongStream.rangeClosed(first, last).forEach(model::add);
                }
                case 2 -> assertThat(set.remove(first)).isEqualTo(model.remove(first));
                case 3 -> {
                    set.removeThrough(first);
                    model.headSet(first, true).clear();
                }
                case 4 -> {
                    set.removeBeyond(last);
                    model.tailSet(last, false).clear();
                }
                case 5 -> {
                    UidSet other = UidSet.of(first, last);
                    other.addRange(first, (first + last) / 2);
                    set.removeAll(other);
                    model.removeIf(other::contains);
                }
                default -> {
                    UidSet other = UidSet.of(first, last);
                    set.addAll(other);
                    model.addAll(List.of(first, last).stream().distinct().toList());
                }
            }
        }
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Long> uids = Arbitraries.longs().between(1, HIGHEST);
        return Combinators.combine(Arbitraries.integers().between(0, 6), uids, uids)
                .as((what, one, two) -> new Step(what, Math.min(one, two), Math.max(one, two)));
    }

    @Property(tries = 2_000)
    void holdsWhatATreeSetHolds(@ForAll List<@net.jqwik.api.From("steps") Step> steps) {
        UidSet set = new UidSet();
        TreeSet<Long> model = new TreeSet<>();
        for (Step step : steps) {
            step.applyTo(set, model);
            assertSame(set, model);
        }
    }

    private static void assertSame(UidSet set, TreeSet<Long> model) {
        for (long uid = 0; uid <= HIGHEST + 1; uid++) {
            assertThat(set.contains(uid)).isEqualTo(model.contains(uid));
        }
        assertThat(set.size()).isEqualTo(model.size());
        assertThat(set.isEmpty()).isEqualTo(model.isEmpty());
        assertThat(set.max()).isEqualTo(model.isEmpty() ? 0 : model.last());
        assertThat(UidSet.parse(set.toString())).isEqualTo(set);
        assertThat(set.toString()).isEqualTo(new UidSetOf(model).toString());
    }

    @Property(tries = 500)
    void theFirstOnesAreTheLowest(
            @ForAll List<@net.jqwik.api.From("steps") Step> steps,
            @ForAll @net.jqwik.api.constraints.IntRange(min = 0, max = 50) int count) {
        UidSet set = new UidSet();
        TreeSet<Long> model = new TreeSet<>();
        steps.forEach(step -> step.applyTo(set, model));
        UidSet expected = new UidSet();
        model.stream().limit(count).forEach(expected::add);
        assertThat(set.first(count)).isEqualTo(expected);
        assertThat(set.takeFirst(count)).isEqualTo(expected);
        assertThat(set.size()).isEqualTo(model.size() - expected.size());
    }

    /** The same set built up anew, one by one: there is only one way to write a set. */
    private record UidSetOf(TreeSet<Long> model) {
        @Override
        public String toString() {
            UidSet set = new UidSet();
            model.descendingSet().forEach(set::add);
            return set.toString();
        }
    }
}
