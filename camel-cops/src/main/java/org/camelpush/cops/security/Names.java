package org.camelpush.cops.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Whom a certificate is for (RFC 4261 §7). */
public final class Names {

    /** RFC 5280 §4.2.1.6. */
    private static final Integer DNS_NAME = 2;

    private static final Integer IP_ADDRESS = 7;

    private Names() {}

    /**
     * Its names and addresses among the alternative names; where there are none, the most specific common name of its
     * subject. In lower case.
     */
    public static Set<String> of(X509Certificate certificate) {
        Set<String> names = new TreeSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> each : alternatives) {
                    if (DNS_NAME.equals(each.get(0)) || IP_ADDRESS.equals(each.get(0))) {
                        names.add(normal((String) each.get(1)));
                    }
                }
            }
            if (names.isEmpty()) {
                commonName(certificate, names);
            }
        } catch (CertificateParsingException | InvalidNameException unreadable) {
            return Set.of();
        }
        return names;
    }

    private static void commonName(X509Certificate certificate, Set<String> names) throws InvalidNameException {
        List<Rdn> parts = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
        // the most specific one stands last here
        for (int i = parts.size() - 1; i >= 0 && names.isEmpty(); i--) {
            if ("CN".equalsIgnoreCase(parts.get(i).getType()) && parts.get(i).getValue() instanceof String name) {
                names.add(normal(name));
            }
        }
    }

    /** As names are compared: without regard to case. */
    static String normal(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
