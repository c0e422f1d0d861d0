package org.camelpush.examples.pushmail;

import java.util.Date;
import java.util.Random;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;

/** Writes mails to alice. */
final class Mails {

    private final Session session;
    private final Random random = new Random(1);

    Mails(Session session) {
        this.session = session;
    }

    MimeMessage text(String from, String subject, String text) throws MessagingException {
        MimeMessage mail = headed(from, subject);
        mail.setText(text, "UTF-8");
        mail.saveChanges();
        return mail;
    }

    /** With an attachment of that many octets, which no compression makes smaller. */
    MimeMessage attachment(String from, String subject, String file, String type, int size) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Please see " + file + ".");
        byte[] content = new byte[size];
        random.nextBytes(content);
        MimeBodyPart attachment = new MimeBodyPart();
        attachment.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type)));
        attachment.setFileName(file);
        MimeMessage mail = headed(from, subject);
        mail.setContent(new MimeMultipart(text, attachment));
        mail.saveChanges();
        return mail;
    }

    private MimeMessage headed(String from, String subject) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(from);
        mail.setRecipients(Message.RecipientType.TO, MailServer.ADDRESS);
        mail.setSubject(subject);
        mail.setSentDate(new Date());
        return mail;
    }
}
