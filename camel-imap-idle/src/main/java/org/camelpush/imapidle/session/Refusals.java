package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camelpush.imapidle.protocol.ResponseCode;

/** Tells a server that has no room now from one that says no (RFC 5530 §3). */
final class Refusals {

    private static final Set<String> LIMIT_CODES = Set.of("UNAVAILABLE", "LIMIT", "INUSE", "SERVERBUG", "OVERQUOTA");

    /** What servers write that know no codes; the last is Exchange Online's for too many logins of one account. */
    private static final List<String> LIMIT_WORDS =
            List.of("too many", "throttled", "try again later", "server busy", "authenticated but not connected");

    /** Exchange Online's own: for how long it will say no to everything. */
    private static final Pattern SUGGESTED_WAIT =
            Pattern.compile("suggested backoff time: (\\d{1,9}) milliseconds", Pattern.CASE_INSENSITIVE);

    /** What a person should know who reads such words and looks for a wrong password. */
    static final String NO_ROOM = " (the server has no room for this account now: too many connections or logins)";

    private Refusals() {}

    static boolean isLimit(ResponseCode code, String text) {
        String words = text.toLowerCase(Locale.ROOT);
        return LIMIT_CODES.contains(code.name()) || LIMIT_WORDS.stream().anyMatch(words::contains);
    }

    /** True where the server says that the time of a login is over (RFC 5530 §3, EXPIRED). */
    static boolean isExpired(ResponseCode code, String text) {
        return code.is("EXPIRED") || text.toLowerCase(Locale.ROOT).contains("expired");
    }

    /** True where the server will say no to everything for a while, and says for how long. */
    static boolean isThrottled(String text) {
        return !suggestedWait(text).isZero();
    }

    /** How long the server wants to be left alone; zero where it does not say. */
    static Duration suggestedWait(String text) {
        Matcher wait = SUGGESTED_WAIT.matcher(text);
        return wait.find() ? Duration.ofMillis(Long.parseLong(wait.group(1))) : Duration.ZERO;
    }
}
