package org.camelpush.imapidle.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** SOCKS5: RFC 1928, with the login of RFC 1929. */
record SocksDialect(String username, String password) implements TunnelProxy.ProxyDialect {

    private static final int VERSION = 5;
    private static final int NO_LOGIN = 0;
    private static final int LOGIN = 2;
    private static final int NONE_ACCEPTABLE = 0xff;
    private static final int DOMAIN = 3;
    private static final int IPV6 = 4;
    private static final int NOT_ALLOWED = 2;

    @Override
    public String request(DataInputStream in, OutputStream out) throws IOException {
        require(in.readUnsignedByte() == VERSION, "version");
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        int wanted = username == null ? NO_LOGIN : LOGIN;
        if (new String(methods, StandardCharsets.ISO_8859_1).indexOf(wanted) < 0) {
            out.write(new byte[] {VERSION, (byte) NONE_ACCEPTABLE});
            return null;
        }
        out.write(new byte[] {VERSION, (byte) wanted});
        if (wanted == LOGIN && !login(in, out)) {
            return null;
        }
        require(in.readUnsignedByte() == VERSION, "version");
        require(in.readUnsignedByte() == 1, "CONNECT");
        in.readByte();
        String host = host(in);
        return host + ':' + in.readUnsignedShort();
    }

    private boolean login(DataInputStream in, OutputStream out) throws IOException {
        require(in.readUnsignedByte() == 1, "version of the login");
        String user = text(in);
        String secret = text(in);
        boolean welcome = user.equals(username) && secret.equals(password);
        out.write(new byte[] {1, (byte) (welcome ? 0 : 1)});
        return welcome;
    }

    private static String host(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        return type == DOMAIN
                ? text(in)
                : InetAddress.getByAddress(in.readNBytes(type == IPV6 ? 16 : 4)).getHostAddress();
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.ISO_8859_1);
    }

    private static void require(boolean holds, String what) throws IOException {
        if (!holds) {
            throw new IOException("not SOCKS5: " + what);
        }
    }

    @Override
    public void accept(OutputStream out) throws IOException {
        out.write(new byte[] {VERSION, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    }

    @Override
    public void refuse(OutputStream out) throws IOException {
        out.write(new byte[] {VERSION, NOT_ALLOWED, 0, 1, 0, 0, 0, 0, 0, 0});
    }
}
