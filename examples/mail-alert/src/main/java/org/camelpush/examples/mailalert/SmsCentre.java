package org.camelpush.examples.mailalert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jsmpp.SMPPConstant;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;

/** An SMS centre that speaks SMPP 3.4 on a free port of the loopback, and keeps every octet that it was sent. */
final class SmsCentre implements AutoCloseable {

    static final String USER = "alerts";
    static final String PASSWORD = "secret";

    private static final long BIND_MILLIS = 5_000;
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16BE);

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private final List<Sms> received = new ArrayList<>();
    private final ServerSocket socket;
    private final SMPPServerSessionListener listener;
    private final Consumer<Sms> told;
    private boolean refusesNext;

    /**
     * @param told hears of each short message
     */
    SmsCentre(Consumer<Sms> told) throws IOException {
        this.told = told;
        socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        listener = new SMPPServerSessionListener(socket.getLocalPort(), new HeardConnections(socket, heard));
        listener.setMessageReceiverListener(new OnlyShortMessages(this::take));
        Thread door = new Thread(this::letIn, "sms-centre");
        door.setDaemon(true);
        door.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Every client, one after the other, until the centre is closed. */
    private void letIn() {
        while (!socket.isClosed()) {
            try {
                SMPPServerSession session = listener.accept();
                sessions.add(session);
                BindRequest login = session.waitForBind(BIND_MILLIS);
                if (USER.equals(login.getSystemId()) && PASSWORD.equals(login.getPassword())) {
                    login.accept("sms-centre");
                } else {
                    login.reject(SMPPConstant.STAT_ESME_RINVPASWD);
                }
            } catch (IOException | TimeoutException | org.jsmpp.PDUStringException gone) {
                // the client went away, or the centre was closed
            }
        }
    }

    /** False when it is refused. */
    private synchronized boolean take(Sms sms) {
        if (refusesNext) {
            refusesNext = false;
            return false;
        }
        received.add(sms);
        told.accept(sms);
        notifyAll();
        return true;
    }

    /** The next short message is refused, as by a centre that has too much to do. */
    synchronized void refuseNext() {
        refusesNext = true;
    }

    /** All short messages so far, oldest first. */
    synchronized List<Sms> received() {
        return List.copyOf(received);
    }

    /** Whether these words were among all the octets that ever came, in any character set they could be sent in. */
    boolean heard(String words) {
        byte[] all;
        synchronized (heard) {
            all = heard.toByteArray();
        }
        return CHARSETS.stream().anyMatch(charset -> contains(all, words.getBytes(charset)));
    }

    private static boolean contains(byte[] all, byte[] part) {
        String octets = new String(all, StandardCharsets.ISO_8859_1);
        return octets.contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sessions.forEach(SMPPServerSession::close);
    }
}
