package org.camelpush.cops.session;

import org.camelpush.cops.message.PepId;

/** One client type of one PEP, whichever connection it is on. */
public record PepKey(PepId pepId, int clientType) {}
