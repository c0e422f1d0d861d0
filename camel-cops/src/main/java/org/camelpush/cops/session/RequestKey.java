package org.camelpush.cops.session;

import org.camelpush.cops.message.Handle;

/** Names a request state on one connection (RFC 2748 §2.4). */
record RequestKey(int clientType, Handle handle) {}
