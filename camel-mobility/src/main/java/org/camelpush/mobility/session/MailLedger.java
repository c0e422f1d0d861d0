package org.camelpush.mobility.session;

import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;

import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailConstants;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.SynchronizationAdapter;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows mails whose exchange has succeeded although the server may not have learnt it: POP3 deletes with QUIT only (RFC 1939
 * §6), and the flag of an IMAP mail may be lost with its connection. When such a mail comes again by another connection its
 * route does not see it, and camel-mail deletes or flags it as if it had just been processed. A mail that the server has
 * flagged is forgotten: whoever takes the flag away wants it to come again. Thread-safe.
 */
final class MailLedger {

    private static final Logger LOG = LoggerFactory.getLogger(MailLedger.class);

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

    /** The folder of the latest mail; weak, as it holds a connection. */
    private WeakReference<Folder> latest = new WeakReference<>(null);

    /**
     * A mail enters its route.
     *
     * @param deletes whether camel-mail deletes it afterwards, where the exchange does not say; otherwise it marks it as seen
     */
    void began(Exchange exchange, boolean deletes) {
        Message mail = exchange.getIn() instanceof MailMessage message ? message.getOriginalMessage() : null;
        Folder folder = mail == null ? null : mail.getFolder();
        String key;
        try {
            if (folder instanceof UIDFolder numbered && isNew(folder)) {
                forgetFlagged(folder, numbered, deletes);
            }
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
        if (folder instanceof UIDFolder) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onComplete(Exchange done) {
                    org.apache.camel.Message in = done.getIn();
                    forgetFlagged(key, mail, in.getHeader(MailConstants.MAIL_DELETE, deletes, boolean.class));
                }

                @Override
                public int getOrder() {
                    return LOWEST; // after camel-mail has flagged it
                }
            });
        }
    }

    private synchronized boolean isNew(Folder folder) {
        boolean another = latest.get() != folder;
        latest = new WeakReference<>(folder);
        return another;
    }

    /** The answer to a flag may have been lost with its connection: the next one looks whether the server has it. */
    private void forgetFlagged(Folder folder, UIDFolder numbered, boolean deletes) throws MessagingException {
        String validity = numbered.getUIDValidity() + "/";
        long[] uids = remembered(validity);
        if (uids.length == 0) {
            return;
        }
        Message[] mails = numbered.getMessagesByUID(uids);
        FetchProfile flags = new FetchProfile();
        flags.add(FetchProfile.Item.FLAGS);
        folder.fetch(mails, flags);
        for (Message mail : mails) {
            if (mail != null && hasFlag(mail, deletes)) {
                forget(validity + numbered.getUID(mail));
            }
        }
    }

    private synchronized long[] remembered(String validity) {
        return processed.keySet().stream()
                .filter(key -> key.startsWith(validity))
                .mapToLong(key -> Long.parseLong(key.substring(validity.length())))
                .toArray();
    }

    private void forgetFlagged(String key, Message mail, boolean deletes) {
        try {
            if (hasFlag(mail, deletes)) {
                forget(key);
            }
        } catch (MessagingException | RuntimeException lost) {
            LOG.debug("Whether the server has the flag of the mail {} is not known: {}", key, lost.toString());
        }
    }

    /** Jakarta Mail knows of a flag by the server's answer only. */
    private static boolean hasFlag(Message mail, boolean deletes) throws MessagingException {
        return mail.isSet(Flags.Flag.DELETED) || !deletes && mail.isSet(Flags.Flag.SEEN);
    }

    private synchronized void forget(String key) {
        processed.remove(key);
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
