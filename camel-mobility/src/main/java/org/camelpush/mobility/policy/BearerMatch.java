package org.camelpush.mobility.policy;

import java.util.Locale;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerType;
import org.camelpush.mobility.bearer.Roaming;

/**
 * A word by which a rule names bearers: a type ({@code wifi}), {@code metered}, {@code roaming} (any but home) or
 * {@code roaming:international}, {@code tag:word}, {@code id:name}, {@code *} for any, or just an id.
 */
public final class BearerMatch {

    private static final String TAG = "tag:";
    private static final String ID = "id:";
    private static final String ROAMING = "roaming";

    private final String word;

    private BearerMatch(String word) {
        this.word = word;
    }

    public static BearerMatch of(String word) {
        if (word.startsWith(ROAMING + ":")) {
            roaming(word); // fails where there is no such
        }
        return new BearerMatch(word);
    }

    private static Roaming roaming(String word) {
        String kind = word.substring(ROAMING.length() + 1);
        try {
            return Roaming.valueOf(kind.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("The rule " + word
                    + " must be roaming:home, roaming:national, roaming:international or roaming:unknown");
        }
    }

    public boolean matches(Bearer bearer) {
        if (word.equals("*") || word.equals(bearer.id())) {
            return true;
        }
        if (word.startsWith(TAG)) {
            return bearer.tags().contains(word.substring(TAG.length()));
        }
        if (word.startsWith(ID)) {
            return bearer.id().equals(word.substring(ID.length()));
        }
        if (word.equals("metered")) {
            return bearer.metered().isMetered();
        }
        if (word.equals(ROAMING)) {
            return bearer.roaming() == Roaming.NATIONAL || bearer.roaming() == Roaming.INTERNATIONAL;
        }
        if (word.startsWith(ROAMING + ":")) {
            return bearer.roaming() == roaming(word);
        }
        return isType(bearer.type());
    }

    private boolean isType(BearerType type) {
        return type.name().equalsIgnoreCase(word);
    }

    @Override
    public String toString() {
        return word;
    }
}
