package org.camelpush.mobility.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.ServerAddress;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.SessionProgress;

/**
 * A sender's way to its server. There is no connection between two mails, so that it moves between them: a mail that is
 * under way ends first, and the next one waits until the session is there.
 */
final class SmtpSession implements MobileSession {

    private final String name;
    private final String account;
    private final Function<Bearer, ServerAddress> server;
    private final Consumer<Bearer> arriving;
    private final BearerSocketFactory sockets;
    private final SendTurns turns;
    private final HeldMails held;

    SmtpSession(
            String name,
            String account,
            Function<Bearer, ServerAddress> server,
            Consumer<Bearer> arriving,
            BearerSocketFactory sockets,
            SendTurns turns,
            HeldMails held) {
        this.name = name;
        this.account = account;
        this.server = server;
        this.arriving = arriving;
        this.sockets = sockets;
        this.turns = turns;
        this.held = held;
    }

    @Override
    public List<String> held() {
        return held.ids();
    }

    @Override
    public void settleHeld(boolean again) {
        held.settle(again);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public String protocol() {
        return "smtp";
    }

    @Override
    public Optional<ServerAddress> server() {
        return Optional.of(server.apply(null));
    }

    @Override
    public Optional<ServerAddress> server(Bearer bearer) {
        return Optional.of(server.apply(bearer));
    }

    @Override
    public Set<MigrationMode> modes() {
        return Set.of(MigrationMode.BREAK_BEFORE_MAKE);
    }

    @Override
    public SessionProgress progress() {
        int sending = turns.sending();
        return sending == 0 ? SessionProgress.IDLE : new SessionProgress("send", 0, sending, 0);
    }

    @Override
    public CompletionStage<Void> prepare(MigrationMode mode, DrainMode drain, Duration timeout) {
        return turns.close();
    }

    @Override
    public void stay() {
        turns.open();
    }

    @Override
    public void carrierLost(Bearer bearer) {
        turns.close();
        sockets.use(null);
        sockets.abort(bearer);
    }

    @Override
    public CompletionStage<Void> connect(Bearer bearer, MigrationMode mode, DrainMode drain, Duration drainTimeout) {
        arriving.accept(bearer);
        sockets.use(bearer);
        turns.open();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void discard() {
        turns.close();
        sockets.use(null);
    }
}
