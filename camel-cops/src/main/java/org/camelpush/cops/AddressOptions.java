package org.camelpush.cops;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.net.AllowedRedirect;
import org.camelpush.cops.security.TlsMode;
import org.camelpush.cops.session.PdpAddress;

/** Checks and reads the options that say where PDPs are. Every error names option, value and bound. */
final class AddressOptions {

    private AddressOptions() {}

    static void validate(CopsConfiguration options) {
        servers(options);
        allowedRedirects(options);
        if (options.getRedirectTo() != null) {
            address("redirectTo", options.getRedirectTo(), options);
        }
    }

    /** The host of the URI first. */
    static List<PdpAddress> servers(CopsConfiguration options) {
        List<PdpAddress> servers = new ArrayList<>();
        servers.add(new PdpAddress(options.getHost(), options.getPort()));
        for (String server : CopsOptions.list(options.getServers())) {
            servers.add(address("servers", server, options));
        }
        return servers;
    }

    private static PdpAddress address(String option, String value, CopsConfiguration options) {
        CopsAddress address = CopsAddress.parse(value);
        CopsOptions.require(!address.host().isBlank(), option, value, "host or host:port");
        boolean implicitTls = options.getTls() == TlsMode.IMPLICIT;
        int wellKnown = implicitTls ? CopsConfiguration.DEFAULT_TLS_PORT : CopsConfiguration.DEFAULT_PORT;
        return new PdpAddress(address.host(), address.port() == null ? wellKnown : port(option, address.port()));
    }

    /** Where PEPs are sent; null for nowhere. Asks for the address of a name, and so may block. */
    static PdpRedirectAddress redirect(CopsConfiguration options) {
        if (options.getRedirectTo() == null) {
            return null;
        }
        PdpAddress to = address("redirectTo", options.getRedirectTo(), options);
        try {
            return new PdpRedirectAddress(InetAddress.getByName(to.host()), to.port());
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(
                    "Option redirectTo is " + options.getRedirectTo() + ", and that name has no address", unknown);
        }
    }

    static List<AllowedRedirect> allowedRedirects(CopsConfiguration options) {
        try {
            return CopsOptions.list(options.getAllowedRedirects()).stream()
                    .map(AllowedRedirect::parse)
                    .toList();
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException("Option allowedRedirects: " + bad.getMessage(), bad);
        }
    }

    private static int port(String option, String value) {
        try {
            int port = Integer.parseInt(value);
            CopsOptions.range(option, port, 1, CopsOptions.MAX_UINT16);
            return port;
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(
                    "Option " + option + " has the port " + value + "; it must be a number", noNumber);
        }
    }
}
