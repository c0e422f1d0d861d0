package org.camelpush.cops.net;

import java.net.SocketAddress;

import org.camelpush.cops.session.PdpSnapshot;

/**
 * One connection of a PDP, for people.
 *
 * @param peer address of the PEP
 * @param snapshot how it is
 */
public record PdpSessionInfo(SocketAddress peer, PdpSnapshot snapshot) {}
