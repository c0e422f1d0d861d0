package org.camelpush.benchmarks.wire;

/**
 * What goes over the wire, both ways together.
 *
 * @param octets of content, TLS included
 * @param packets that carry it, and acknowledgements of TCP that travel alone
 */
record Traffic(double octets, double packets) {

    /** IPv4 and TCP with timestamps. */
    static final int HEADERS = 52;

    Traffic times(double factor) {
        return new Traffic(octets * factor, packets * factor);
    }

    /** With the headers of all packets. */
    double total() {
        return octets + packets * HEADERS;
    }
}
