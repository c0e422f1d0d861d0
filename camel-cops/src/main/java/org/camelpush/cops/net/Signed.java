package org.camelpush.cops.net;

import org.camelpush.cops.codec.SignedPart;

/**
 * A message that is signed, or what was meant to be one.
 *
 * @param content a CopsMessage or a MalformedMessage
 * @param part what the signature is of
 */
record Signed(Object content, SignedPart part) {}
