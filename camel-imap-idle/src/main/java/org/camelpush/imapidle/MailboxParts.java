package org.camelpush.imapidle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.mail.search.SearchTerm;

import org.camelpush.imapidle.net.ConnectionSettings;
import org.camelpush.imapidle.net.NetworkSettings;
import org.camelpush.imapidle.net.SharedAccount;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.EventChoice;
import org.camelpush.imapidle.session.HostLimits;
import org.camelpush.imapidle.session.SessionSettings;

/** What mailboxes of one consumer share that have the same host, or the same folder and search: a mailbox should cost little. */
final class MailboxParts {

    /** Begins anew then, so that hosts and folders of mailboxes that left long ago are forgotten. */
    private static final int MOST = 10_000;

    private final ImapIdleEndpoint endpoint;
    private final NetworkSettings network;
    private final HostLimits limits;
    private final Map<String, ConnectionSettings> servers = new ConcurrentHashMap<>();
    private final Map<Watched, SessionSettings> folders = new ConcurrentHashMap<>();

    /** What the settings of a session depend on, of all that a mailbox says. */
    private record Watched(String folder, SearchTerm searchTerm, Binding binding) {}

    private volatile Binding binding;

    /**
     * @param first what mailboxes are bound to until they move
     */
    MailboxParts(ImapIdleEndpoint endpoint, NetworkSettings network, Binding first) {
        this.endpoint = endpoint;
        this.network = network;
        SessionSettings own = endpoint.settings();
        limits = ImapIdleOptions.hostLimits(endpoint.getConfiguration(), own.reconnect());
        binding = first;
        folders.put(new Watched(own.folder(), endpoint.getConfiguration().getSearchTerm(), own.binding()), own);
    }

    /** What mailboxes that join are bound to: as the endpoint says, until others have moved. */
    Binding binding() {
        return binding;
    }

    void binding(Binding movedTo) {
        binding = movedTo;
    }

    ConnectionSettings server(MailboxAccount account) {
        keepSmall(servers);
        return servers.computeIfAbsent(
                account.server(),
                key -> new ConnectionSettings(
                        account.host(),
                        account.port(),
                        endpoint.isImplicitTls(),
                        network,
                        ImapIdleOptions.limits(endpoint.getConfiguration()),
                        limits));
    }

    /** Whoever wants to hear of more than mails has a connection for each folder: a visit does not tell of it at once. */
    boolean foldersShare() {
        return endpoint.settings().events().equals(EventChoice.MESSAGES);
    }

    /** What the folders of one account share connections in. */
    SharedAccount sharing() {
        int ofHost = endpoint.getConfiguration().getMaxConnectionsPerHost();
        int ofAccount = endpoint.getConfiguration().getMaxConnectionsPerAccount();
        return new SharedAccount(
                ofHost > 0 ? Math.min(ofHost, ofAccount) : ofAccount,
                endpoint.getComponent().eventLoops().next());
    }

    SessionSettings folder(MailboxAccount account) {
        keepSmall(folders);
        return folders.computeIfAbsent(new Watched(account.folder(), account.searchTerm(), binding), watched -> {
            ImapIdleConfiguration options = endpoint.getConfiguration().copy();
            options.setSearchTerm(watched.searchTerm());
            return ImapIdleOptions.session(options, watched.folder(), endpoint.isImplicitTls(), watched.binding());
        });
    }

    private static void keepSmall(Map<?, ?> shared) {
        if (shared.size() > MOST) {
            shared.clear();
        }
    }
}
