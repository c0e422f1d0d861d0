package org.camelpush.imapidle.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The socket below a scripted connection: lines in, bytes out, TLS on request. One thread reads, any thread writes. */
final class ScriptedWire {

    /** A duration that means: wait as long as it takes. */
    static final Duration FOREVER = Duration.ZERO;

    private final Socket raw;
    private final byte[] buffer = new byte[2_048];
    private int start;
    private int end;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    ScriptedWire(Socket raw) throws IOException {
        this.raw = raw;
        raw.setTcpNoDelay(true);
        use(raw);
    }

    private void use(Socket next) throws IOException {
        socket = next;
        in = next.getInputStream();
        out = next.getOutputStream();
    }

    /** Turns to TLS as the server; throws {@link TlsHandshakeException} when the client does not agree. */
    void startTls(SSLContext context, Duration limit) throws IOException {
        InputStream consumed = new ByteArrayInputStream(Arrays.copyOfRange(buffer, start, end));
        start = end;
        try {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, consumed, true);
            tls.setUseClientMode(false);
            raw.setSoTimeout((int) limit.toMillis());
            tls.startHandshake();
            use(tls);
        } catch (IOException e) {
            throw new TlsHandshakeException(e);
        }
    }

    /** The next line without its end, or null at the end of the stream; an unfinished last line counts as none. */
    String readLine(Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        ByteArrayOutputStream line = null;
        while (start < end || fill(limit, deadline)) {
            int feed = indexOfLineFeed();
            if (feed >= 0 && line == null) {
                return take(feed);
            }
            line = line == null ? new ByteArrayOutputStream() : line;
            int upTo = feed < 0 ? end : feed + 1;
            line.write(buffer, start, upTo - start);
            start = upTo;
            if (feed >= 0) {
                return withoutEnd(line.toString(StandardCharsets.ISO_8859_1));
            }
        }
        return null;
    }

    private int indexOfLineFeed() {
        for (int i = start; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private String take(int feed) {
        String line = new String(buffer, start, feed + 1 - start, StandardCharsets.ISO_8859_1);
        start = feed + 1;
        return withoutEnd(line);
    }

    private static String withoutEnd(String line) {
        return line.substring(0, line.length() - (line.endsWith("\r\n") ? 2 : 1));
    }

    /** Exactly so many bytes, or null when the stream ends before. */
    String readBytes(int count, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.min(count, 65_536));
        while (bytes.size() < count) {
            if (start == end && !fill(limit, deadline)) {
                return null;
            }
            int some = Math.min(end - start, count - bytes.size());
            bytes.write(buffer, start, some);
            start += some;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private boolean fill(Duration limit, long deadline) throws IOException {
        int timeout = 0;
        if (!limit.equals(FOREVER)) {
            timeout = (int) ((deadline - System.nanoTime()) / 1_000_000);
            if (timeout <= 0) {
                throw new SocketTimeoutException("nothing more within " + limit);
            }
        }
        socket.setSoTimeout(timeout);
        int count = read();
        start = 0;
        end = Math.max(0, count);
        return count > 0;
    }

    private int read() throws IOException {
        try {
            return in.read(buffer, 0, buffer.length);
        } catch (EOFException endOfCompression) {
            return -1;
        }
    }

    /** Compresses from here on, RFC 4978; nothing may have been received that is not read. */
    synchronized void compress() {
        in = new InflaterInputStream(in, new Inflater(true));
        out = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION, true), true);
    }

    synchronized void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Closes in order: what was written arrives, then FIN (after close_notify when TLS is on). */
    void close() throws IOException {
        socket.close();
        raw.close();
    }

    /** FIN without a word: no close_notify even when TLS is on. */
    void cut() throws IOException {
        raw.close();
    }

    /** RST instead of FIN: what was not yet sent is lost. */
    void reset() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    /** Where the client's end of the connection is. */
    String clientAddress() {
        return socket.getInetAddress().getHostAddress();
    }
}
