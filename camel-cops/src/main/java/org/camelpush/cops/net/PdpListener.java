package org.camelpush.cops.net;

import java.io.IOException;
import java.util.function.Consumer;

import io.netty.channel.socket.SocketChannel;

/** PEPs come to the PDP (RFC 2748 §2.3). */
final class PdpListener implements PdpDoor {

    private final Listening listening;

    PdpListener(PdpServerSettings settings, EventLoops loops, Consumer<SocketChannel> arrived) throws IOException {
        listening = new Listening(settings.host(), settings.port(), loops.group(), arrived);
    }

    @Override
    public int port() {
        return listening.port();
    }

    @Override
    public boolean isOpen() {
        return listening.isOpen();
    }

    @Override
    public void close() {
        listening.close();
    }
}
