package org.camelpush.examples.mailalert;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.support.service.ServiceHelper;
import org.camelpush.imapidle.ImapIdleConstants;

/**
 * Remembers how far each account's owner has been told of mail: an SMS tells of all mails that lie there when it is sent.
 * What it remembers is not kept over a restart; one SMS too many is all that costs.
 */
public final class Alerts {

    private final Map<String, Told> told = new ConcurrentHashMap<>();

    /** Whether no SMS has told of this mail. */
    public boolean isNews(
            @Header(ImapIdleConstants.ACCOUNT) String account,
            @Header(ImapIdleConstants.UID_VALIDITY) long uidValidity,
            @Header(ImapIdleConstants.UID) long uid) {
        Told last = told.get(account);
        return last == null || last.uidValidity() != uidValidity || last.uidNext() <= uid;
    }

    /** All mails with smaller numbers than the next one are told of. */
    public void told(
            @Header(ImapIdleConstants.ACCOUNT) String account,
            @Header(ImapIdleConstants.UID_VALIDITY) long uidValidity,
            @Header(ImapIdleConstants.UID_NEXT) long uidNext) {
        told.put(account, new Told(uidValidity, uidNext));
    }

    /** Whether quiet hours have begun. */
    public boolean isQuiet(Exchange exchange) {
        return ServiceHelper.isSuspended(
                exchange.getContext().getRoute(exchange.getFromRouteId()).getConsumer());
    }

    private record Told(long uidValidity, long uidNext) {}
}
