package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the items of a FETCH response one after the other (RFC 9051 §9, msg-att). Works without recursion, and passes
 * over items it was not asked for, whatever they are. Whatever it throws means that the text is malformed.
 */
final class FetchItems {

    private static final String NIL = "NIL";

    private final byte[] text;
    private int at;

    /** @param text what follows the word FETCH */
    FetchItems(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        skipSpaces();
        expect('(');
    }

    /** The name of the next item with its section in upper case, {@code BODY[]<0>}; null after the last one. */
    String nextName() {
        if (!hasMore()) {
            return null;
        }
        int from = at;
        while (!endsAtom(text[at]) && text[at] != '[') {
            at++;
        }
        if (text[at] == '[') {
            while (text[at] != ']') {
                at++;
            }
            while (text[at] != ' ') {
                at++;
            }
        }
        return string(from, at).toUpperCase(Locale.ROOT);
    }

    /** True while there is something before the list's end. */
    boolean hasMore() {
        skipSpaces();
        return text[at] != ')';
    }

    long number() {
        String digits = atom();
        if (!ResponseCode.isNumber(digits)) {
            throw new IllegalArgumentException("no number");
        }
        return Long.parseLong(digits);
    }

    long uid() {
        String digits = atom();
        if (!ResponseCode.isUid(digits)) {
            throw new IllegalArgumentException("no unique identifier");
        }
        return Long.parseLong(digits);
    }

    /** A quoted string, literal or atom; null for NIL. */
    byte[] nstring() {
        skipSpaces();
        if (text[at] == '"') {
            return quoted();
        }
        if (text[at] == '{' || text[at] == '~') {
            return literal();
        }
        String atom = atom();
        return atom.equalsIgnoreCase(NIL) ? null : atom.getBytes(StandardCharsets.UTF_8);
    }

    /** A mod-sequence in parentheses (RFC 7162 §3.1.5); 0 for what is none, for nobody depends on it. */
    long modSeq() {
        List<Object> list = list(1, 2);
        return list != null && list.size() == 1 && list.get(0) instanceof String digits
                ? ResponseCode.modSeq(digits)
                : 0;
    }

    /** A list of atoms in parentheses. */
    Set<String> atoms() {
        Set<String> atoms = new HashSet<>();
        skipSpaces();
        expect('(');
        for (skipSpaces(); text[at] != ')'; skipSpaces()) {
            atoms.add(atom());
        }
        at++;
        return atoms;
    }

    /** Passes over a value of any kind. */
    void skip() {
        int depth = 0;
        do {
            skipSpaces();
            if (text[at] == '(') {
                depth++;
                at++;
            } else if (text[at] == ')') {
                depth--;
                at++;
            } else {
                nstring();
            }
        } while (depth > 0);
    }

    /** A list with all that is in it: strings, null for NIL, and lists of such; null for no list, and for too much. */
    List<Object> list(int maxDepth, int maxValues) {
        skipSpaces();
        int from = at;
        skip();
        if (text[from] != '(') {
            return null;
        }
        int end = at;
        at = from;
        List<Object> list = listWithin(maxDepth, maxValues);
        at = end;
        return list;
    }

    private List<Object> listWithin(int maxDepth, int maxValues) {
        Deque<List<Object>> open = new ArrayDeque<>();
        open.push(new ArrayList<>(1));
        int values = 0;
        do {
            skipSpaces();
            if (text[at] == ')') {
                at++;
                open.pop();
                continue;
            }
            if (++values > maxValues || open.size() > maxDepth + 1) {
                return null;
            }
            if (text[at] == '(') {
                at++;
                List<Object> inner = new ArrayList<>();
                open.element().add(inner);
                open.push(inner);
            } else {
                byte[] value = nstring();
                open.element().add(value == null ? null : new String(value, StandardCharsets.UTF_8));
            }
        } while (open.size() > 1);
        return outermost(open.element());
    }

    @SuppressWarnings("unchecked")
    private static List<Object> outermost(List<Object> holder) {
        return (List<Object>) holder.get(0);
    }

    private String atom() {
        skipSpaces();
        int from = at;
        while (!endsAtom(text[at]) && text[at] != '"') {
            at++;
        }
        if (at == from) {
            throw new IllegalArgumentException("no atom");
        }
        return string(from, at);
    }

    private static boolean endsAtom(byte octet) {
        return octet == ' ' || octet == '(' || octet == ')';
    }

    private byte[] quoted() {
        byte[] octets = new byte[Math.min(text.length - at, lengthOfQuoted())];
        int length = 0;
        for (at++; text[at] != '"'; at++) {
            if (text[at] == '\\') {
                at++;
            }
            octets[length++] = text[at];
        }
        at++;
        return Arrays.copyOf(octets, length);
    }

    private int lengthOfQuoted() {
        int end = at + 1;
        while (text[end] != '"') {
            end += text[end] == '\\' ? 2 : 1;
        }
        return end - at;
    }

    /** {@code {5}} or {@code ~{5}}, line end, and so many octets (RFC 9051 §4.3). */
    private byte[] literal() {
        if (text[at] == '~') {
            at++;
        }
        expect('{');
        int from = at;
        while (text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        int size = Integer.parseInt(string(from, at));
        if (text[at] == '+') {
            at++;
        }
        expect('}');
        expect('\r');
        expect('\n');
        if (size > text.length - at) {
            throw new IllegalArgumentException("no literal");
        }
        at += size;
        return Arrays.copyOfRange(text, at - size, at);
    }

    private void skipSpaces() {
        while (text[at] == ' ') {
            at++;
        }
    }

    private void expect(char expected) {
        if (text[at] != expected) {
            throw new IllegalArgumentException("no " + expected);
        }
        at++;
    }

    private String string(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
