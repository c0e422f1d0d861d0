package org.camelpush.imapidle.testkit;

import java.util.ArrayList;
import java.util.List;

/** Splits the arguments of a command: atoms, quoted strings, literals and lists (RFC 3501 §4). */
final class ImapArguments {

    private final String text;
    private int at;

    private ImapArguments(String text) {
        this.text = text;
    }

    static List<String> split(String text) {
        ImapArguments arguments = new ImapArguments(text);
        List<String> all = new ArrayList<>();
        while (arguments.skipSpaces()) {
            all.add(arguments.next());
        }
        return all;
    }

    /** The members of a list, or the argument alone when it is not in parentheses. */
    static List<String> members(String argument) {
        boolean list = argument.startsWith("(") && argument.endsWith(")");
        return split(list ? argument.substring(1, argument.length() - 1) : argument);
    }

    private boolean skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length();
    }

    private String next() {
        return switch (text.charAt(at)) {
            case '"' -> quoted();
            case '{' -> literal();
            case '(' -> list();
            default -> atom();
        };
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        at++;
        return value.toString();
    }

    private String literal() {
        int close = text.indexOf("}\r\n", at);
        if (close < 0) {
            return atom();
        }
        int length = Integer.parseInt(text.substring(at + 1, close).replaceAll("\\D", ""));
        at = close + 3 + length;
        return text.substring(close + 3, at);
    }

    private String list() {
        int from = at;
        int depth = 0;
        do {
            char c = text.charAt(at);
            if (c == '"') {
                quoted();
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
        } while (depth > 0 && at < text.length());
        return text.substring(from, at);
    }

    /** An atom; what stands in brackets belongs to it, as in {@code BODY.PEEK[HEADER.FIELDS (SUBJECT)]<0.10>}. */
    private String atom() {
        int from = at;
        int depth = 0;
        while (at < text.length() && (depth > 0 || text.charAt(at) != ' ')) {
            char c = text.charAt(at++);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        }
        return text.substring(from, at);
    }
}
