package org.camelpush.mobility.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerType;

/**
 * Which bearers come first. Lexicographic, so that a further bearer does not change how the others compare: the words of the
 * list in order, then what is not in it.
 */
public final class Preference implements Comparator<Bearer> {

    /** Ethernet, then Wi-Fi, cellular, satellite and the rest. */
    public static final Preference USUAL = new Preference(Arrays.stream(BearerType.values())
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .toList());

    /** Longer lists are refused. */
    public static final int MAX_WORDS = 64;

    private final List<BearerMatch> words = new ArrayList<>();
    private final List<BearerMatch> avoided;

    public Preference(List<String> words) {
        this(words, List.of());
    }

    private Preference(List<String> words, List<BearerMatch> avoided) {
        this.avoided = avoided;
        if (words.size() > MAX_WORDS) {
            throw new IllegalArgumentException("A preference has at most " + MAX_WORDS + " words");
        }
        words.forEach(word -> this.words.add(BearerMatch.of(word)));
    }

    /** Words with commas between them, as {@link BearerMatch} reads them. */
    public static Preference of(String list) {
        return new Preference(Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** The same, but what fits one of these words comes after everything else. */
    Preference avoiding(List<BearerMatch> last) {
        return new Preference(words.stream().map(BearerMatch::toString).toList(), last);
    }

    /** 0 for the first; two bearers of one rank are as good. */
    public int rank(Bearer bearer) {
        boolean late = avoided.stream().anyMatch(match -> match.matches(bearer));
        return position(bearer) + (late ? words.size() + 1 : 0);
    }

    private int position(Bearer bearer) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).matches(bearer)) {
                return i;
            }
        }
        return words.size();
    }

    /** True when a session would rather be on the first. */
    public boolean prefers(Bearer one, Bearer other) {
        return rank(one) < rank(other);
    }

    /** By rank; bearers of one rank by id, so that there is one order. */
    @Override
    public int compare(Bearer one, Bearer other) {
        int byRank = Integer.compare(rank(one), rank(other));
        return byRank != 0 ? byRank : one.id().compareTo(other.id());
    }
}
