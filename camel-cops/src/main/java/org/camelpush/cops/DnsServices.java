package org.camelpush.cops;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.camelpush.cops.net.ServiceLookup;
import org.camelpush.cops.session.PdpAddress;
import org.camelpush.cops.session.SrvRecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Where the PDPs of a service are, by DNS (RFC 2782). The only class that knows dnsjava. Keeps nothing: who keeps answers for as
 * long as they are good is the name server.
 */
final class DnsServices implements ServiceLookup {

    /** For all name servers together. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Resolver resolver;

    private DnsServices(Resolver resolver) {
        this.resolver = resolver;
    }

    /** By the application's bean of {@code Resolver}, or else the name servers of this machine. */
    static DnsServices of(CamelContext context) {
        Resolver bound = CamelContextHelper.findSingleByType(context, Resolver.class);
        return new DnsServices(bound == null ? new ExtendedResolver() : bound);
    }

    @Override
    public List<SrvRecord> find(String service) throws IOException {
        List<SrvRecord> records = ask(service).stream()
                .filter(record -> !record.getTarget().equals(Name.root)) // "decidedly not available at this domain"
                .map(DnsServices::record)
                .toList();
        if (records.isEmpty()) {
            throw new IOException("DNS says that there is no service " + service);
        }
        return records;
    }

    private List<SRVRecord> ask(String service) throws IOException {
        try {
            return LookupSession.builder()
                    .resolver(resolver)
                    .build()
                    .lookupAsync(Name.fromString(service, Name.root), Type.SRV)
                    .toCompletableFuture()
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join()
                    .getRecords()
                    .stream()
                    .map(SRVRecord.class::cast)
                    .toList();
        } catch (TextParseException noName) {
            throw new IOException(service + " is no name that DNS could have", noName);
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause();
            boolean none = cause instanceof NoSuchDomainException || cause instanceof NoSuchRRSetException;
            throw new IOException(
                    none
                            ? "DNS knows no service " + service + " (no SRV record)"
                            : "DNS does not tell of the service " + service + ": " + cause,
                    failure);
        }
    }

    private static SrvRecord record(SRVRecord record) {
        return new SrvRecord(
                record.getPriority(),
                record.getWeight(),
                new PdpAddress(record.getTarget().toString(true), record.getPort()));
    }
}
