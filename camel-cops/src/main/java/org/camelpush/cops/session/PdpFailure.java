package org.camelpush.cops.session;

/**
 * Why something that was wanted of a PDP was not done.
 *
 * @param kind what kind of reason
 * @param text for a person
 */
public record PdpFailure(PepFailure.Kind kind, String text) {}
