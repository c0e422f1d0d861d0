package org.camelpush.cops.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import org.camelpush.cops.session.PdpAddress;

/** Where a PEP waits for the PDP to come, as one of PacketCable does. */
final class PepListener {

    private final Listening listening;

    /**
     * @param loop of the PEP, and so of all that come
     * @param arrived takes a PDP, or closes it
     * @throws UncheckedIOException when the address cannot be had
     */
    PepListener(PepClientSettings settings, EventLoop loop, Consumer<SocketChannel> arrived) {
        PdpAddress address = settings.session().servers().get(0);
        try {
            listening = new Listening(address.host(), address.port(), loop, arrived);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    void close() {
        listening.close();
    }
}
