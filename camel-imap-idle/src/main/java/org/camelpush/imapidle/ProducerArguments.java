package org.camelpush.imapidle;

import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;

import jakarta.mail.Multipart;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.SearchTerm;

import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;
import org.apache.camel.component.mail.SimpleSearchTerm;
import org.camelpush.imapidle.producer.MailFlags;
import org.camelpush.imapidle.producer.MailKey;
import org.camelpush.imapidle.producer.MailboxClient;
import org.camelpush.imapidle.producer.MailboxOperation;

/**
 * What an exchange asks a producer for. Headers name the mail, folders and flags; never a host or a credential. An
 * operation the endpoint fixes cannot be changed by a header, for a header stays when the step it was meant for is over.
 */
final class ProducerArguments {

    private static final long MAX_UID = 0xFFFF_FFFFL;

    private final Message message;
    private final ImapIdleConfiguration options;

    ProducerArguments(Message message, ImapIdleConfiguration options) {
        this.message = message;
        this.options = options;
    }

    MailboxOperation operation() {
        if (options.getOperation() != null) {
            return options.getOperation();
        }
        MailboxOperation asked = header(
                ImapIdleConstants.OPERATION,
                MailboxOperation.class,
                "one of fetch, flag, move," + " copy, delete, append, search and status");
        return asked == null ? MailboxOperation.FETCH : asked;
    }

    /** The mail that folder, UID and UIDVALIDITY name. */
    MailKey mail() {
        Long uid = number(ImapIdleConstants.UID);
        if (uid == null) {
            throw wrong(ImapIdleConstants.UID, "missing", "the UID of a mail, 1 to " + MAX_UID);
        }
        Long uidValidity = number(ImapIdleConstants.UID_VALIDITY);
        return new MailKey(folder(), uidValidity == null ? 0 : uidValidity, uid);
    }

    private Long number(String header) {
        String bound = "a number from 1 to " + MAX_UID;
        Long number = header(header, Long.class, bound);
        if (number != null && (number < 1 || number > MAX_UID)) {
            throw wrong(header, number, bound);
        }
        return number;
    }

    /** The folder that is meant where there is no other word. */
    String folder() {
        return folder(ImapIdleConstants.FOLDER, options.getFolders().trim());
    }

    /** Where a mail goes. */
    String target() {
        String target = folder(ImapIdleConstants.TARGET_FOLDER, options.getTargetFolder());
        if (target == null) {
            throw wrong(ImapIdleConstants.TARGET_FOLDER, "missing", "a folder's name, or the option targetFolder set");
        }
        return target;
    }

    /** Where a new mail goes. The folder header names where some mail lies, and is no answer to that. */
    String appendTarget() {
        String otherwise =
                options.getTargetFolder() == null ? options.getFolders().trim() : options.getTargetFolder();
        return folder(ImapIdleConstants.TARGET_FOLDER, otherwise);
    }

    private String folder(String header, String otherwise) {
        String folder = header(header, String.class, "a folder's name");
        if (folder == null) {
            return otherwise;
        }
        if (folder.isBlank() || folder.chars().anyMatch(Character::isISOControl)) {
            throw wrong(header, "blank or holds a control character", "a folder's name");
        }
        return folder;
    }

    MailFlags optionalFlagsToSet() {
        return flags(ImapIdleConstants.SET_FLAGS, options.getSetFlags());
    }

    MailFlags flagsToSet() {
        MailFlags set = optionalFlagsToSet();
        if (set.isEmpty() && flagsToClear().isEmpty()) {
            throw wrong(
                    ImapIdleConstants.SET_FLAGS,
                    "missing",
                    "flags such as \\Flagged, unless " + ImapIdleConstants.CLEAR_FLAGS
                            + " or one of the options setFlags and clearFlags is set");
        }
        return set;
    }

    MailFlags flagsToClear() {
        return flags(ImapIdleConstants.CLEAR_FLAGS, options.getClearFlags());
    }

    private MailFlags flags(String header, String option) {
        Object asked = message.getHeader(header);
        try {
            return MailFlags.of(asked == null ? option : asked);
        } catch (IllegalArgumentException noFlags) {
            throw new IllegalArgumentException("Header " + header + ": " + noFlags.getMessage(), noFlags);
        }
    }

    /** The date of arrival a new mail gets, or null. */
    Instant arrival() {
        return header(ImapIdleConstants.RECEIVED_AT, Instant.class, "a java.time.Instant");
    }

    /** The mail in the body. */
    MailboxClient.MailSource source() throws Exception {
        Object body = message.getBody();
        if (body instanceof jakarta.mail.Message mail) {
            return mail::writeTo;
        }
        if (body == null || body instanceof Multipart) {
            throw new IllegalArgumentException("The body to append is "
                    + (body == null ? "missing" : "the content of a mail without its header")
                    + "; it must be a jakarta.mail.Message, or a whole mail as octets");
        }
        InputStream octets = message.getMandatoryBody(InputStream.class);
        return out -> {
            try (octets) {
                octets.transferTo(out);
            }
        };
    }

    /** What to look for: the term in the body, else that of the endpoint; null for all mails. */
    SearchTerm term() throws Exception {
        SearchTerm term = options.getSearchTerm();
        if (message.getBody() instanceof SimpleSearchTerm simple) {
            term = SimpleTerm.of(simple, InstantSource.system());
        } else if (message.getBody() instanceof SearchTerm other) {
            term = other;
        } else if (term == null && message.getBody() != null) {
            return message.getMandatoryBody(SearchTerm.class);
        }
        SearchTerm present = SimpleTerm.present(term);
        boolean all = present instanceof AndTerm and && and.getTerms().length == 0;
        return all ? null : present;
    }

    private <T> T header(String name, Class<T> type, String bound) {
        Object value = message.getHeader(name);
        if (value == null) {
            return null;
        }
        T converted;
        try {
            converted = message.getHeader(name, type);
        } catch (TypeConversionException none) {
            throw wrong(name, value, bound);
        }
        if (converted == null) {
            throw wrong(name, value, bound);
        }
        return converted;
    }

    private static IllegalArgumentException wrong(String header, Object value, String bound) {
        return new IllegalArgumentException("Header " + header + " is " + value + "; it must be " + bound);
    }
}
