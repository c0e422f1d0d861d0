package org.camelpush.mobility.bearer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says which device is which bearer, for the system cannot know that the thing that looks like Ethernet is a phone: rules
 * with semicolons between them, the first that fits counts, such as {@code usb*=cellular metered tag:lte; wg0=ignore}. What no
 * rule names is guessed.
 */
public final class InterfaceRules {

    /** Nothing but guesses. */
    public static final InterfaceRules NONE = new InterfaceRules(List.of());

    /** Further rules are refused. */
    public static final int MAX_RULES = 256;

    private static final String IGNORE = "ignore";
    private static final String TAG = "tag:";
    private static final String ID = "id:";

    private record Rule(Pattern device, List<String> words) {}

    private final List<Rule> rules;

    private InterfaceRules(List<Rule> rules) {
        this.rules = rules;
    }

    /** @throws IllegalArgumentException says which rule is wrong, and how it should look */
    public static InterfaceRules of(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String each : text.split(";")) {
            if (!each.isBlank()) {
                rules.add(rule(each.trim()));
            }
        }
        if (rules.size() > MAX_RULES) {
            throw new IllegalArgumentException("There are more than " + MAX_RULES + " rules for devices");
        }
        return new InterfaceRules(rules);
    }

    private static Rule rule(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new IllegalArgumentException("The rule \"" + text
                    + "\" must be device=type and further words, such as" + " usb*=cellular metered tag:lte");
        }
        String pattern = text.substring(0, equals).trim();
        List<String> words = List.of(text.substring(equals + 1).trim().split("\\s+"));
        words.forEach(word -> apply(word, Bearer.of("any", BearerType.OTHER).copy(), new HashSet<>(), text));
        return new Rule(Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q")), words);
    }

    /**
     * The bearer of that device, without what changes; empty where it is none.
     *
     * @param said what somebody says it is, or null; counts more than a guess, and does not make a bearer of what is none
     */
    Optional<Bearer> bearer(InterfaceFacts facts, BearerType said) {
        Optional<Bearer> guess =
                InterfaceGuess.type(facts).map(type -> Bearer.of(facts.name(), said == null ? type : said));
        for (Rule rule : rules) {
            if (rule.device().matcher(facts.name()).matches()) {
                return rule.words().contains(IGNORE) ? Optional.empty() : Optional.of(configured(rule, facts, guess));
            }
        }
        return guess;
    }

    private static Bearer configured(Rule rule, InterfaceFacts facts, Optional<Bearer> guess) {
        String id = rule.words().stream()
                .filter(word -> word.startsWith(ID))
                .map(word -> word.substring(ID.length()))
                .findFirst()
                .orElse(facts.name());
        BearerType type = rule.words().stream()
                .map(InterfaceRules::type)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(guess.map(Bearer::type).orElse(BearerType.OTHER));
        BearerBuilder bearer = Bearer.of(id, type).copy();
        Set<String> tags = new HashSet<>();
        rule.words().forEach(word -> apply(word, bearer, tags, word));
        return bearer.tags(tags).build();
    }

    private static Optional<BearerType> type(String word) {
        try {
            return Optional.of(BearerType.valueOf(word.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static void apply(String word, BearerBuilder bearer, Set<String> tags, String rule) {
        if (word.startsWith(TAG)) {
            tags.add(word.substring(TAG.length()));
        } else if (word.equals("metered")) {
            bearer.metered(Metered.YES);
        } else if (word.equals("unmetered")) {
            bearer.metered(Metered.NO);
        } else if (word.startsWith("roaming:")) {
            bearer.roaming(Roaming.valueOf(word.substring("roaming:".length()).toUpperCase(Locale.ROOT)));
        } else if (!word.equals(IGNORE) && !word.startsWith(ID) && type(word).isEmpty()) {
            throw new IllegalArgumentException(
                    "The rule \"" + rule + "\" has the word " + word + "; there are the types, "
                            + "ignore, metered, unmetered, roaming:home, roaming:national, roaming:international, tag:word and "
                            + "id:name");
        }
    }
}
