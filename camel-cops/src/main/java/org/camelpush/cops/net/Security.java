package org.camelpush.cops.net;

import org.camelpush.cops.security.SecuritySettings;

/**
 * How connections are secured, and with what.
 *
 * @param settings what is wanted
 * @param tls null where there is no TLS
 */
public record Security(SecuritySettings settings, TlsEngines tls) {

    /** Everything in clear. */
    public static Security none() {
        return new Security(SecuritySettings.none(), null);
    }
}
