package org.camelpush.imapidle.testkit;

import java.util.List;
import java.util.Locale;

/**
 * One command as a client sent it.
 *
 * @param tag the tag, empty for {@code DONE}, which has none (RFC 2177 §3)
 * @param text everything after the tag, literals included as {@code {n}CRLF…}
 */
public record ScriptedCommand(String tag, String text) {

    static ScriptedCommand parse(String line) {
        int space = line.indexOf(' ');
        return space < 0
                ? new ScriptedCommand("", line)
                : new ScriptedCommand(line.substring(0, space), line.substring(space + 1));
    }

    /** The command's name in upper case; UID commands keep their prefix, as in {@code UID FETCH}. */
    public String name() {
        String[] words = text.split(" ", 3);
        String first = words[0].toUpperCase(Locale.ROOT);
        return first.equals("UID") && words.length > 1 ? "UID " + words[1].toUpperCase(Locale.ROOT) : first;
    }

    /**
     * The arguments: quoted strings and literals decoded, a parenthesised list as one argument with its parentheses.
     */
    public List<String> arguments() {
        return ImapArguments.split(text.substring(Math.min(text.length(), name().length())));
    }
}
