package org.camelpush.imapidle;

import java.nio.charset.StandardCharsets;

import org.camelpush.imapidle.net.ProxySettings;
import org.camelpush.imapidle.net.Transport;
import org.camelpush.imapidle.session.Binding;

/** The part of {@link ImapIdleOptions} that is about the way to the server. */
final class ImapIdleNetwork {

    private static final String HIDDEN = "set";
    /** RFC 1929 §2. */
    private static final int MAX_SOCKS_LOGIN = 255;
    /** IFNAMSIZ of Linux, less the NUL. */
    private static final int MAX_DEVICE = 15;

    private ImapIdleNetwork() {}

    static void validate(ImapIdleConfiguration options) {
        proxyLogin(options);
        proxy(options);
        String address = options.getLocalAddress();
        ImapIdleOptions.require(
                address == null || isWord(address), "localAddress", address, "an address or name of this host");
        String device = options.getNetworkInterface();
        ImapIdleOptions.require(
                device == null || isWord(device) && octets(device) <= MAX_DEVICE && device.indexOf('/') < 0,
                "networkInterface",
                device,
                "the name of a device, such as wlan0, of " + MAX_DEVICE + " octets at most");
        ImapIdleOptions.require(
                device == null || Transport.isNative(),
                "networkInterface",
                device,
                "left out here: it " + Transport.NEEDS_NATIVE);
    }

    /** The proxy, or null. */
    static ProxySettings proxy(ImapIdleConfiguration options) {
        String text = options.getProxy();
        if (text == null) {
            return null;
        }
        ProxySettings proxy;
        try {
            proxy = ProxySettings.of(text, options.getProxyUsername(), options.getProxyPassword());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("Option proxy is " + HIDDEN + "; it must be " + malformed.getMessage());
        }
        String missing = ProxySettings.missingLibrary();
        ImapIdleOptions.require(
                missing == null, "proxy", proxy, "used with " + missing + " on the class path, which is not there");
        return proxy;
    }

    private static void proxyLogin(ImapIdleConfiguration options) {
        String username = options.getProxyUsername();
        String password = options.getProxyPassword();
        ImapIdleOptions.require(
                username == null || options.getProxy() != null, "proxyUsername", HIDDEN, "used only with proxy");
        ImapIdleOptions.require(
                (username == null) == (password == null),
                username == null ? "proxyUsername" : "proxyPassword",
                null,
                "set: user and password of a proxy go together");
        if (username == null) {
            return;
        }
        boolean socks = ProxySettings.Kind.SOCKS5 == proxy(options).kind();
        loginPart("proxyUsername", username, socks);
        loginPart("proxyPassword", password, socks);
        ImapIdleOptions.require(
                socks || username.indexOf(':') < 0, "proxyUsername", HIDDEN, "without a colon (RFC 7617 §2)");
    }

    private static void loginPart(String option, String value, boolean socks) {
        String bound = socks
                ? "1 to " + MAX_SOCKS_LOGIN + " ASCII characters, none a control character"
                : "without control characters, and not empty";
        boolean clean = !value.isEmpty() && value.chars().noneMatch(Character::isISOControl);
        boolean fits = value.length() <= MAX_SOCKS_LOGIN && value.chars().allMatch(c -> c < 128);
        ImapIdleOptions.require(clean && (fits || !socks), option, HIDDEN, bound);
    }

    /** What connections are bound to from the start. */
    static Binding binding(ImapIdleConfiguration options) {
        Binding chosen = new Binding(options.getNetworkInterface(), options.getLocalAddress());
        return chosen.equals(Binding.NONE) ? Binding.NONE : chosen;
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
