package org.camelpush.imapidle.protocol;

import java.util.Locale;

/** Turns a {@link Frame} into a {@link Response} (RFC 9051 §7). Stateless. */
public final class ResponseParser {

    private ResponseParser() {}

    /**
     * Reads one frame. Bodies that the response has no place for are released.
     *
     * @throws ProtocolViolationException when the frame is not a response of IMAP
     */
    public static Response parse(Frame frame) {
        Response response = null;
        try {
            response = response(frame);
            return response;
        } finally {
            if (!(response instanceof Response.Fetch)) {
                frame.bodies().forEach(Body::release);
            }
        }
    }

    private static Response response(Frame frame) {
        String text = frame.text();
        if (text.startsWith("* ")) {
            return untagged(frame, text.substring(2));
        }
        if (text.startsWith("+")) {
            return new Response.Continuation(text.substring(1).trim());
        }
        return tagged(text);
    }

    private static Response tagged(String text) {
        int space = text.indexOf(' ');
        String tag = space < 0 ? text : text.substring(0, space);
        String rest = space < 0 ? "" : text.substring(space + 1);
        Condition condition = condition(word(rest));
        if (tag.isEmpty() || condition == null || condition == Condition.BYE || condition == Condition.PREAUTH) {
            throw notImap(text);
        }
        return new Response.Tagged(tag, condition, code(rest), humanText(rest));
    }

    private static Response untagged(Frame frame, String text) {
        String first = word(text);
        Condition condition = condition(first);
        if (condition != null) {
            return new Response.Status(condition, code(text), humanText(text));
        }
        if (ResponseCode.isNumber(first)) {
            return numbered(
                    frame, Long.parseLong(first), text.substring(first.length()).trim());
        }
        String rest = text.substring(first.length());
        return switch (first.toUpperCase(Locale.ROOT)) {
            case "" -> throw notImap(frame.text());
            case "CAPABILITY" -> new Response.Capability(Capabilities.of(rest));
            case "SEARCH" -> SearchParser.list(rest);
            case "ESEARCH" -> SearchParser.set(rest);
            case "VANISHED" -> VanishedParser.parse(rest);
            case "ENABLED" -> new Response.Enabled(Capabilities.of(rest));
            case "STATUS" -> StatusParser.parse(rest);
            case "ID" -> new Response.Id(IdParser.software(rest));
            default -> new Response.Other(first);
        };
    }

    private static Response numbered(Frame frame, long number, String rest) {
        String keyword = word(rest).toUpperCase(Locale.ROOT);
        return switch (keyword) {
            case "EXISTS" -> new Response.Exists(number);
            case "EXPUNGE" -> new Response.Expunge(number);
            case "FETCH" ->
                new Response.Fetch(number, FetchParser.parse(rest.substring(keyword.length()), frame.bodies()));
            default -> new Response.Other(keyword);
        };
    }

    private static Condition condition(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "OK" -> Condition.OK;
            case "NO" -> Condition.NO;
            case "BAD" -> Condition.BAD;
            case "PREAUTH" -> Condition.PREAUTH;
            case "BYE" -> Condition.BYE;
            default -> null;
        };
    }

    private static String word(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    private static ResponseCode code(String status) {
        String rest = status.substring(word(status).length()).trim();
        int close = rest.indexOf(']');
        return rest.startsWith("[") && close > 0 ? ResponseCode.of(rest.substring(1, close)) : ResponseCode.NONE;
    }

    private static String humanText(String status) {
        return status.substring(word(status).length()).trim();
    }

    /** Says nothing of the text: it may be a part of somebody's mail. */
    private static ProtocolViolationException notImap(String text) {
        return new ProtocolViolationException(
                "The server sent a line of " + text.length() + " characters that is no response of IMAP");
    }
}
