package org.camelpush.imapidle.producer;

import java.util.OptionalLong;

/**
 * What STATUS says of a folder, RFC 9051 §6.3.11; each is missing where the server does not say.
 *
 * @param messages mails in it
 * @param unseen mails without \Seen
 * @param uidNext the next mail's unique identifier, at least
 * @param uidValidity what unique identifiers belong to
 * @param highestModSeq of all changes so far (RFC 7162)
 */
public record FolderStatus(
        OptionalLong messages,
        OptionalLong unseen,
        OptionalLong uidNext,
        OptionalLong uidValidity,
        OptionalLong highestModSeq) {}
