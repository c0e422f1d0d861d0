package org.camelpush.mobility.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;

import javax.net.SocketFactory;

import org.camelpush.mobility.bearer.Bearer;

/**
 * Makes sockets that leave by one bearer: they are bound to its address before anybody can connect them. Where there is no
 * bearer there is no socket, and never one by the default route. Knows what it has made, and can abort it: for a thread
 * that reads from a dead network nothing else helps. Thread-safe.
 */
public final class BearerSocketFactory extends SocketFactory {

    /** Further sockets are refused while so many are open. */
    public static final int MAX_SOCKETS = 1000;

    private final Map<Socket, Bearer> open = new HashMap<>();
    private Bearer bearer;

    /** From now on sockets are made on that one; null for none. What is open stays open. */
    public synchronized void use(Bearer next) {
        bearer = next;
    }

    /** The bearer on which sockets are made, or null. */
    public synchronized Bearer bearer() {
        return bearer;
    }

    /** Closes all that was made on this generation of that bearer, at once and without a word to the other side. */
    public synchronized void abort(Bearer lost) {
        open.entrySet().removeIf(entry -> {
            boolean dead = entry.getValue().isSameAs(lost);
            if (dead) {
                closeQuietly(entry.getKey());
            }
            return dead;
        });
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAnyway) {
            // the descriptor is gone in any case
        }
    }

    @Override
    public synchronized Socket createSocket() throws IOException {
        open.keySet().removeIf(Socket::isClosed);
        if (bearer == null || bearer.address() == null) {
            throw new SocketException("There is no bearer that this session may use; nothing is sent by another way");
        }
        if (open.size() >= MAX_SOCKETS) {
            throw new SocketException("There are " + MAX_SOCKETS + " sockets of this session open already");
        }
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(bearer.address()), 0));
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
        open.put(socket, bearer);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = createSocket();
        try {
            socket.connect(new InetSocketAddress(GreetingProbe.remote(host, socket.getLocalAddress()), port));
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    /** The bearer chooses the local address, not the caller. */
    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    /** The bearer chooses the local address, not the caller. */
    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }
}
