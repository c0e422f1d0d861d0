/**
 * The messages of COPS and the objects in them as immutable records (RFC 2748 §2 and §3, RFC 4261 §4). No Camel, no Netty.
 */
package org.camelpush.cops.message;
