package org.camelpush.examples.mailalert;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.session.connection.socket.SocketConnection;

/** Gives jsmpp a socket that is there already, and keeps what comes over its connections. */
final class HeardConnections implements ServerConnectionFactory {

    private final ServerSocket socket;
    private final OutputStream heard;

    HeardConnections(ServerSocket socket, OutputStream heard) {
        this.socket = socket;
        this.heard = heard;
    }

    @Override
    public ServerConnection listen(int port) {
        return new ServerSocketConnection(socket) {
            @Override
            public Connection accept() throws IOException {
                return new HeardConnection(socket.accept(), heard);
            }
        };
    }

    @Override
    public ServerConnection listen(int port, int timeout) {
        return listen(port);
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) {
        return listen(port);
    }

    private static final class HeardConnection extends SocketConnection {
        private final InputStream in;

        HeardConnection(Socket socket, OutputStream heard) throws IOException {
            super(socket);
            in = new HeardStream(super.getInputStream(), heard);
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }
    }

    private static final class HeardStream extends FilterInputStream {
        private final OutputStream heard;

        HeardStream(InputStream in, OutputStream heard) {
            super(in);
            this.heard = heard;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            if (octet >= 0) {
                synchronized (heard) {
                    heard.write(octet);
                }
            }
            return octet;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int count = super.read(to, from, length);
            if (count > 0) {
                synchronized (heard) {
                    heard.write(to, from, count);
                }
            }
            return count;
        }
    }
}
