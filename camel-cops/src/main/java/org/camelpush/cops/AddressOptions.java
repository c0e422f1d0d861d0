package org.camelpush.cops;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.net.AllowedRedirect;
import org.camelpush.cops.security.TlsMode;
import org.camelpush.cops.session.PdpAddress;

/** Checks and reads the options that say where PDPs are. Every error names option, value and bound. */
final class AddressOptions {

    /** RFC 2782: service, protocol and domain. */
    private static final Pattern SERVICE = Pattern.compile("_[^._]+\\._[^._]+\\.[^.].*");

    private AddressOptions() {}

    static void validate(CopsConfiguration options) {
        servers(options);
        allowedRedirects(options);
        String clientMode = options.getClientMode();
        CopsOptions.require(
                clientMode == null || clientMode.equals("true") || clientMode.equals("false"),
                "clientMode",
                clientMode,
                "true or false, or left out");
        if (options.getRedirectTo() != null) {
            PdpAddress to = address("redirectTo", options.getRedirectTo(), options);
            CopsOptions.require(!to.isService(), "redirectTo", to, "a host: a PEP is told an address");
        }
        for (PdpAddress server : servers(options)) {
            CopsOptions.require(
                    !server.isService() || SERVICE.matcher(server.host()).matches(),
                    "host or servers",
                    server,
                    "a service such as _cops._tcp.example.com, or a host");
        }
    }

    /** What only a PEP may name. */
    static void requireHost(CopsConfiguration options) {
        CopsOptions.require(
                !PdpAddress.isService(options.getHost()),
                "host",
                options.getHost(),
                "a host or an address of this machine for a PDP, which listens there");
    }

    /** Whether a PEP waits for its PDP. */
    static boolean pepListens(CopsConfiguration options) {
        return "false".equals(options.getClientMode());
    }

    /** Whether a PDP goes to its PEP. */
    static boolean pdpDials(CopsConfiguration options) {
        return "true".equals(options.getClientMode());
    }

    /** What a PEP that waits for its PDP cannot have. */
    static void validateListening(CopsConfiguration options) {
        if (!pepListens(options)) {
            return;
        }
        String comes = "with clientMode=false, for the PDP comes to this PEP";
        CopsOptions.require(
                !PdpAddress.isService(options.getHost()),
                "host",
                options.getHost(),
                "an address of this machine " + comes);
        CopsOptions.require(options.getServers() == null, "servers", options.getServers(), "left out " + comes);
        CopsOptions.require(
                options.getTls() == TlsMode.NONE || !options.isHostnameVerification(),
                "hostnameVerification",
                true,
                "false with TLS and clientMode=false: whoever comes has not been named before, and who may be a PDP is for the"
                        + " trust in sslContextParameters to say");
    }

    /** What a PEP that looks for PDPs needs. */
    static void requireDns(CopsConfiguration options) {
        for (PdpAddress server : servers(options)) {
            CopsOptions.require(
                    !server.isService() || OptionalLibraries.DNSJAVA,
                    "host or servers",
                    server,
                    "a host, unless the application has the library dnsjava:dnsjava (3.6 or newer), which asks DNS for the"
                            + " PDPs of a service");
        }
    }

    /** The host of the URI first. */
    static List<PdpAddress> servers(CopsConfiguration options) {
        List<PdpAddress> servers = new ArrayList<>();
        String host = options.getHost();
        servers.add(new PdpAddress(host, PdpAddress.isService(host) ? 0 : options.getPort()));
        for (String server : CopsOptions.list(options.getServers())) {
            servers.add(address("servers", server, options));
        }
        return servers;
    }

    private static PdpAddress address(String option, String value, CopsConfiguration options) {
        CopsAddress address = CopsAddress.parse(value);
        address.requirePortOfHost();
        if (PdpAddress.isService(address.host())) {
            return new PdpAddress(address.host(), 0);
        }
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
