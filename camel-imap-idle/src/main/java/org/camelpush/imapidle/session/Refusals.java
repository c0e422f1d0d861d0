package org.camelpush.imapidle.session;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.camelpush.imapidle.protocol.ResponseCode;

/** Tells a server that has no room now from one that says no (RFC 5530 §3). */
final class Refusals {

    private static final Set<String> LIMIT_CODES = Set.of("UNAVAILABLE", "LIMIT", "INUSE", "SERVERBUG", "OVERQUOTA");

    /** What servers write that know no codes; the last is Exchange Online's for too many logins of one account. */
    private static final List<String> LIMIT_WORDS =
            List.of("too many", "throttled", "try again later", "server busy", "authenticated but not connected");

    private Refusals() {}

    static boolean isLimit(ResponseCode code, String text) {
        String words = text.toLowerCase(Locale.ROOT);
        return LIMIT_CODES.contains(code.name()) || LIMIT_WORDS.stream().anyMatch(words::contains);
    }
}
