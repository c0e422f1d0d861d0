/**
 * The wire of IMAP (RFC 9051, RFC 3501): bytes to frames, frames to responses, commands to text. No Camel, no channel,
 * no clock; every length is limited before memory is taken.
 */
package org.camelpush.imapidle.protocol;
