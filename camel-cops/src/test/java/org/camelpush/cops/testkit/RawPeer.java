package org.camelpush.cops.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.camelpush.cops.codec.MalformedMessageException;
import org.camelpush.cops.codec.MessageReader;
import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;

/** One end of a connection that a test speaks for, message by message or octet by octet. */
public final class RawPeer implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Socket socket;
    private Socket underTls;
    private final ByteBuf in = Unpooled.buffer();
    private final MessageReader reader = new MessageReader(Wire.LIMITS);

    private RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
    }

    /** A PEP, connected to a PDP on this machine. */
    public static RawPeer pep(int port) throws IOException {
        return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** A PEP that has opened this client type. */
    public static RawPeer openPep(int port, int clientType) throws IOException {
        return openPep(port, clientType, "raw");
    }

    /** A PEP of this name that has opened this client type. */
    public static RawPeer openPep(int port, int clientType, String name) throws IOException {
        RawPeer pep = pep(port);
        pep.send(new OpenMessage(clientType, new PepId(name), null, null, null));
        pep.read(AcceptMessage.class);
        return pep;
    }

    /** A PDP, to which the next PEP connects here. */
    public static RawPeer pdp(ServerSocket listener) throws IOException {
        listener.setSoTimeout((int) PATIENCE.toMillis());
        return new RawPeer(listener.accept());
    }

    /** A PDP that has accepted the client type of the next PEP. */
    public static RawPeer openPdp(ServerSocket listener) throws IOException {
        RawPeer pdp = pdp(listener);
        OpenMessage open = pdp.read(OpenMessage.class);
        pdp.send(new AcceptMessage(open.clientType(), new KeepAliveTimer(0), null, null));
        return pdp;
    }

    /** Begins TLS as the one that has dialled, and waits until it is up. */
    public RawPeer startTls(SSLContext context) throws IOException {
        return startTls(context, true);
    }

    /** Begins TLS as the one that was dialled, and waits until it is up. */
    public RawPeer acceptTls(SSLContext context) throws IOException {
        return startTls(context, false);
    }

    private RawPeer startTls(SSLContext context, boolean client) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        tls.setUseClientMode(client);
        tls.startHandshake();
        underTls = socket;
        socket = tls;
        return this;
    }

    public RawPeer send(CopsMessage message) throws IOException {
        return send(Wire.encode(message));
    }

    public RawPeer send(Octets octets) throws IOException {
        socket.getOutputStream().write(octets.toArray());
        return this;
    }

    public RawPeer send(String hex) throws IOException {
        return send(Octets.ofHex(hex.replaceAll("[ |]", "")));
    }

    /** The next message, which is of this kind. */
    public <T extends CopsMessage> T read(Class<T> type) throws IOException {
        CopsMessage message = read();
        if (!type.isInstance(message)) {
            throw new AssertionError("instead of " + type.getSimpleName() + " came " + message);
        }
        return type.cast(message);
    }

    /** The next message; null at the end of the connection. */
    public CopsMessage read() throws IOException {
        try {
            while (true) {
                CopsMessage message = reader.read(in);
                if (message != null) {
                    return message;
                }
                if (!fill()) {
                    return null;
                }
            }
        } catch (MalformedMessageException malformed) {
            throw new AssertionError(malformed.malformed().toString(), malformed);
        }
    }

    private boolean fill() throws IOException {
        byte[] some = new byte[4096];
        InputStream stream = socket.getInputStream();
        int count;
        try {
            count = stream.read(some);
        } catch (SocketException | SSLException reset) {
            return false;
        }
        if (count > 0) {
            in.writeBytes(some, 0, count);
        }
        return count > 0;
    }

    /** Begins another handshake on the connection that is up; it goes on with what is read next. */
    public void renegotiate() throws IOException {
        SSLSocket tls = (SSLSocket) socket;
        tls.getSession().invalidate();
        tls.startHandshake();
    }

    /** Ends the connection by RST instead of FIN. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Closes the connection below TLS, which hears nothing of it. */
    public void cutOff() throws IOException {
        underTls.close();
    }

    /** True when the other side has closed TLS, as it should before it closes the connection. */
    public boolean isTlsClosedByPeer() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    /** True when the other side has closed, perhaps after messages that nobody waits for. */
    public boolean isClosedByPeer() throws IOException {
        while (read() != null) {
            // of no interest
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
