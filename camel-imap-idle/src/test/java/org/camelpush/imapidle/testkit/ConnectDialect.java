package org.camelpush.imapidle.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import static org.camelpush.imapidle.testkit.TunnelProxy.ProxyDialect.ascii;

/** HTTP CONNECT (RFC 9110 §9.3.6), with Basic authentication. */
record ConnectDialect(String username, String password) implements TunnelProxy.ProxyDialect {

    @Override
    public String request(DataInputStream in, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        String[] lines = head.toString().split("\r\n");
        String[] request = lines[0].split(" ");
        if (request.length != 3 || !request[0].equals("CONNECT")) {
            out.write(ascii("HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n"));
            return null;
        }
        if (username != null && !isWelcome(lines)) {
            out.write(ascii("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                    + "Content-Length: 0\r\n\r\n"));
            return null;
        }
        return request[1];
    }

    private boolean isWelcome(String[] lines) {
        String login = Base64.getEncoder().encodeToString((username + ':' + password).getBytes(StandardCharsets.UTF_8));
        for (String line : lines) {
            if (line.equalsIgnoreCase("Proxy-Authorization: Basic " + login)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void accept(OutputStream out) throws IOException {
        out.write(ascii("HTTP/1.1 200 Connection established\r\n\r\n"));
    }

    @Override
    public void refuse(OutputStream out) throws IOException {
        out.write(ascii("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
    }
}
