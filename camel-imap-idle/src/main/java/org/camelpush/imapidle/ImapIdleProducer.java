package org.camelpush.imapidle;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.camelpush.imapidle.delivery.AcknowledgeOnCompletion;
import org.camelpush.imapidle.producer.FolderStatus;
import org.camelpush.imapidle.producer.MailKey;
import org.camelpush.imapidle.producer.MailPlace;
import org.camelpush.imapidle.producer.MailboxClient;

/**
 * Works on mails that headers name: loads, flags, moves, copies, deletes, appends, searches, counts. Blocks the caller's
 * thread until the server has answered.
 */
public class ImapIdleProducer extends DefaultProducer {

    private volatile MailboxClient client;

    public ImapIdleProducer(ImapIdleEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public ImapIdleEndpoint getEndpoint() {
        return (ImapIdleEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ImapIdleComponent component = getEndpoint().getComponent();
        client = new MailboxClient(
                ProducerOptions.of(getEndpoint(), getEndpoint().tls()), component.spool(), component.io());
    }

    @Override
    protected void doStop() throws Exception {
        MailboxClient last = client;
        client = null;
        if (last != null) {
            last.close();
        }
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        MailboxClient mailbox = client;
        if (mailbox == null) {
            throw new IllegalStateException("The producer of " + getEndpoint() + " is not started");
        }
        ProducerArguments arguments =
                new ProducerArguments(exchange.getMessage(), getEndpoint().getConfiguration());
        switch (arguments.operation()) {
            case FETCH -> fetch(mailbox, exchange, arguments.mail());
            case FLAG -> flag(mailbox, exchange.getMessage(), arguments);
            case MOVE -> placed(exchange.getMessage(), mailbox.move(arguments.mail(), arguments.target()));
            case COPY -> placed(exchange.getMessage(), mailbox.copy(arguments.mail(), arguments.target()));
            case DELETE -> mailbox.delete(arguments.mail());
            case APPEND -> append(mailbox, exchange.getMessage(), arguments);
            case SEARCH -> search(mailbox, exchange.getMessage(), arguments);
            case STATUS -> status(mailbox, exchange.getMessage(), arguments.folder());
        }
    }

    private void fetch(MailboxClient mailbox, Exchange exchange, MailKey key) throws Exception {
        MailboxClient.Loaded loaded = mailbox.fetch(key);
        exchange.getExchangeExtension().addOnCompletion(new AcknowledgeOnCompletion(loaded.mail(), success -> {}));
        getEndpoint()
                .binding(getEndpoint().ownAccount())
                .bindReply(exchange, loaded.mail(), key.folder(), loaded.uidValidity());
    }

    private static void flag(MailboxClient mailbox, Message message, ProducerArguments arguments) throws Exception {
        message.setHeader(
                ImapIdleConstants.FLAGS,
                mailbox.flag(arguments.mail(), arguments.flagsToSet(), arguments.flagsToClear()));
    }

    private static void append(MailboxClient mailbox, Message message, ProducerArguments arguments) throws Exception {
        placed(
                message,
                mailbox.append(
                        arguments.appendTarget(),
                        arguments.source(),
                        arguments.optionalFlagsToSet(),
                        arguments.arrival()));
    }

    /** What is left over from an earlier operation must not be taken for the place of this mail. */
    private static void placed(Message message, Optional<MailPlace> place) {
        message.removeHeader(ImapIdleConstants.NEW_UID);
        message.removeHeader(ImapIdleConstants.NEW_UID_VALIDITY);
        place.ifPresent(known -> {
            message.setHeader(ImapIdleConstants.NEW_UID, known.uid());
            message.setHeader(ImapIdleConstants.NEW_UID_VALIDITY, known.uidValidity());
        });
    }

    private static void search(MailboxClient mailbox, Message message, ProducerArguments arguments) throws Exception {
        String folder = arguments.folder();
        MailboxClient.Found found = mailbox.search(folder, arguments.term());
        message.setBody(List.copyOf(found.uids()));
        message.setHeader(ImapIdleConstants.FOLDER, folder);
        message.setHeader(ImapIdleConstants.UID_VALIDITY, found.uidValidity());
    }

    private static void status(MailboxClient mailbox, Message message, String folder) throws Exception {
        FolderStatus status = mailbox.status(folder);
        Map<String, Object> body = new LinkedHashMap<>();
        Map<String, Object> headers = new HashMap<>();
        told(status.messages(), "messages", ImapIdleConstants.MESSAGES, body, headers);
        told(status.unseen(), "unseen", ImapIdleConstants.UNSEEN, body, headers);
        told(status.uidNext(), "uidNext", ImapIdleConstants.UID_NEXT, body, headers);
        told(status.uidValidity(), "uidValidity", ImapIdleConstants.UID_VALIDITY, body, headers);
        told(status.highestModSeq(), "highestModSeq", ImapIdleConstants.HIGHEST_MOD_SEQ, body, headers);
        message.setBody(body);
        message.setHeader(ImapIdleConstants.FOLDER, folder);
        headers.forEach(message::setHeader);
    }

    private static void told(
            OptionalLong number, String name, String header, Map<String, Object> body, Map<String, Object> headers) {
        number.ifPresent(known -> {
            body.put(name, known);
            headers.put(header, known);
        });
    }
}
