/** Octets to messages and back (RFC 2748 §2). Everything has a limit, which is checked before memory is taken. No Camel, no channels. */
package org.camelpush.cops.codec;
