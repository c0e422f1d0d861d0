package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Reads {@code mailbox (UIDNEXT 9 UIDVALIDITY 1 …)}, RFC 9051 §7.3.4. What cannot be understood is no matter to anybody. */
final class StatusParser {

    /** More is passed over; RFC 9051 and its extensions know a dozen items. */
    private static final int MAX_VALUES = 100;

    private StatusParser() {}

    static Response parse(String text) {
        try {
            FetchItems items = new FetchItems('(' + text + ')');
            byte[] name = items.nstring();
            List<Object> status = items.list(2, MAX_VALUES);
            if (name != null && status != null) {
                return new Response.MailboxStatus(
                        new String(name, StandardCharsets.UTF_8),
                        number("UIDVALIDITY", status),
                        number("UIDNEXT", status));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            // as if it had not been said: the folder is looked at now and then anyway
        }
        return new Response.Other("STATUS");
    }

    /** What follows this word, 0 for what is no number of that kind. */
    private static long number(String item, List<Object> status) {
        for (int i = 0; i + 1 < status.size(); i += 2) {
            boolean named = status.get(i) instanceof String name
                    && name.toUpperCase(Locale.ROOT).equals(item);
            if (named && status.get(i + 1) instanceof String value && ResponseCode.isUid(value)) {
                return Long.parseLong(value);
            }
        }
        return 0;
    }
}
