/**
 * The Camel face of imap-idle: mail is in the route the moment the server has it (RFC 2177). Component, endpoint,
 * configuration and consumer, and what people see of them; the engine is in the packages below.
 */
package org.camelpush.imapidle;
