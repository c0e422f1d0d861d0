package org.camelpush.mobility.session;

import org.camelpush.mobility.bearer.Bearer;

/** What a connection is bound to, so that it leaves by its bearer. */
public enum BindTo {
    /** The bearer's address. Where several networks are up this needs policy routing on Linux, see {@code operation=status}. */
    ADDRESS,
    /** The bearer's device ({@code SO_BINDTODEVICE}), for sessions that can: it needs no policy routing, and Netty's epoll. */
    DEVICE;

    /** Whether connections on that one are bound to its device. */
    boolean device(Bearer bearer) {
        return this == DEVICE && bearer.networkInterface() != null || bearer.address() == null;
    }
}
