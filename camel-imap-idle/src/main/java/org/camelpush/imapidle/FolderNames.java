package org.camelpush.imapidle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camelpush.imapidle.protocol.FolderName;

/**
 * Folders as the option {@code folders} names them: {@code INBOX, Orders, "Sales, EU"}. Why by own rules:
 * docs/adr/0015-a-connection-for-each-folder.md.
 */
final class FolderNames {

    /** So many may stand in one list. */
    static final int MOST = 100;

    private static final Pattern NAME =
            Pattern.compile("\\s*+(?:\"(?<quoted>[^\"]*)\"\\s*+|(?<plain>[^,\"][^,]*)?)(?<comma>,|$)");

    private FolderNames() {}

    /**
     * Takes a list apart.
     *
     * @return at least one name, each once, in their order
     * @throws IllegalArgumentException saying what the list has that it must not have
     */
    static List<String> of(String list) {
        List<String> names = new ArrayList<>();
        Set<String> before = new HashSet<>();
        Matcher next = NAME.matcher(list);
        boolean more = true;
        while (more) {
            require(next.lookingAt(), "a quotation mark in front of a name that does not end behind it");
            String name = name(next);
            require(
                    !name.isBlank() && name.chars().noneMatch(Character::isISOControl),
                    "a folder whose name is blank or has control characters");
            require(before.add(FolderName.known(name)), "the folder " + name + " twice");
            names.add(name);
            require(names.size() <= MOST, "more than " + MOST + " folders");
            more = !next.group("comma").isEmpty();
            next.region(next.end(), list.length());
        }
        return List.copyOf(names);
    }

    /**
     * Checks a list of folders to watch: mails that are done with must not go to one of them.
     *
     * @throws IllegalArgumentException saying what it has that it must not have
     */
    static void check(String list, ImapIdleConfiguration options) {
        for (String name : of(list)) {
            Stream.of(options.getCopyTo(), options.getMoveTo(), options.getDeadLetterFolder())
                    .filter(target -> target != null && FolderName.isSame(name, target))
                    .forEach(target -> {
                        throw new IllegalArgumentException("the folder " + target
                                + ", which copyTo, moveTo or deadLetterFolder puts mails into: each would come again"
                                + " without end");
                    });
        }
    }

    private static String name(Matcher match) {
        String quoted = match.group("quoted");
        String plain = match.group("plain");
        return quoted != null ? quoted : plain == null ? "" : plain.strip();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
