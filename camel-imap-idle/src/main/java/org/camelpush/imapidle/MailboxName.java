package org.camelpush.imapidle;

/**
 * What a mailbox is known by within a consumer: there is one connection for each.
 *
 * @param id of the account
 * @param folder that is watched
 */
record MailboxName(String id, String folder) {}
