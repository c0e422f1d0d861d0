package org.camelpush.mobility.session;

import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;

import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.SynchronizationAdapter;
import org.eclipse.angus.mail.pop3.POP3Folder;

/**
 * Knows mails whose exchange has succeeded although the server may not have learnt it: POP3 deletes with QUIT only (RFC 1939
 * §6), and the flag of an IMAP mail may be lost with its connection. When such a mail comes again by another connection its
 * route does not see it, and camel-mail deletes or flags it as if it had just been processed. Thread-safe.
 */
final class MailLedger {

    /** Of further mails the oldest are forgotten. */
    static final int MAX_MAILS = 10_000;

    /** By UIDVALIDITY and UID, or UIDL: the folder it was read from, which camel-mail has anew with each connection. */
    private final Map<String, WeakReference<Folder>> processed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, WeakReference<Folder>> eldest) {
            return size() > MAX_MAILS;
        }
    };

    /** A mail enters its route. */
    void began(Exchange exchange) {
        Message mail = exchange.getIn() instanceof MailMessage message ? message.getOriginalMessage() : null;
        Folder folder = mail == null ? null : mail.getFolder();
        String key;
        try {
            key = key(folder, mail);
        } catch (MessagingException | RuntimeException lost) {
            // It cannot be told from one that was processed, nor can it be acknowledged.
            exchange.setException(lost);
            exchange.setRouteStop(true);
            return;
        }
        if (key == null) {
            return;
        }
        if (wasReadFromAnother(key, folder)) {
            exchange.setRouteStop(true);
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange done) {
                remember(key, folder);
            }
        });
    }

    private synchronized boolean wasReadFromAnother(String key, Folder folder) {
        WeakReference<Folder> before = processed.get(key);
        return before != null && before.get() != folder;
    }

    private synchronized void remember(String key, Folder folder) {
        processed.remove(key);
        processed.put(key, new WeakReference<>(folder));
    }

    /** Null where the server has no such thing. */
    private static String key(Folder folder, Message mail) throws MessagingException {
        if (folder instanceof UIDFolder numbered) {
            return numbered.getUIDValidity() + "/" + numbered.getUID(mail);
        }
        return folder instanceof POP3Folder pop3 ? pop3.getUID(mail) : null;
    }
}
