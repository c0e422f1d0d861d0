package org.camelpush.imapidle.session;

import java.util.Locale;
import java.util.Set;

import org.camelpush.imapidle.protocol.ResponseCode;

/** Tells a server that has no room now from one that says no (RFC 5530 §3). */
final class Refusals {

    private static final Set<String> LIMIT_CODES = Set.of("UNAVAILABLE", "LIMIT", "INUSE", "SERVERBUG", "OVERQUOTA");

    private Refusals() {}

    static boolean isLimit(ResponseCode code, String text) {
        String words = text.toLowerCase(Locale.ROOT);
        return LIMIT_CODES.contains(code.name())
                || words.contains("too many")
                || words.contains("throttled")
                || words.contains("try again later");
    }
}
