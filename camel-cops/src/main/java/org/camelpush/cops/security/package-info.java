/**
 * What secures a connection: keys, the digest of each message and its number (RFC 2748 §2.2.16, §4.1, §4.2), and the agreement on
 * TLS (RFC 4261). One machine for each side stands between the wire and the session, which sees only what has passed it. No
 * Camel, no channel, no clock, no thread.
 */
package org.camelpush.cops.security;
