package org.camelpush.imapidle.protocol;

/**
 * One part of a mail that is no container of others, as BODYSTRUCTURE tells it (RFC 9051 §7.5.2). All but the section is
 * what the sender of the mail wrote.
 *
 * @param section its number, as {@code BODY[1.2]} wants it
 * @param type media type in lower case, such as {@code application/pdf}
 * @param disposition in lower case, {@code attachment} or {@code inline} mostly; null where the mail does not say
 * @param name file name, decoded (RFC 2047, RFC 2231); null where the mail does not say
 * @param size octets in their transfer encoding; -1 where the server does not say
 */
public record MailPart(String section, String type, String disposition, String name, long size) {}
