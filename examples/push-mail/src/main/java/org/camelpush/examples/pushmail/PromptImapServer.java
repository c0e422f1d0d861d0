package org.camelpush.examples.pushmail;

import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.util.ServerSetup;

/**
 * GreenMail's IMAP server without Nagle's algorithm. GreenMail answers in small pieces, and with the algorithm the second
 * one waits some 40 ms until the client's system has acknowledged the first: all that one would see is that wait.
 */
final class PromptImapServer extends AbstractServer {

    PromptImapServer(ServerSetup setup, Managers managers) {
        super(setup, managers);
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket client) {
        try {
            client.setTcpNoDelay(true);
        } catch (SocketException closed) {
            throw new UncheckedIOException(closed);
        }
        return new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), client);
    }
}
