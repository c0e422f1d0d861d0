/**
 * The two sides of COPS as state machines: a PEP (RFC 2748 §2.3 to §4) and, for each connection, a PDP. Pure: what happened and
 * the time go in, what is to be done comes out. No Camel, no Netty, no clock, no thread.
 */
package org.camelpush.cops.session;
