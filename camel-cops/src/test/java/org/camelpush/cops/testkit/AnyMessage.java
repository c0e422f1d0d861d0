package org.camelpush.cops.testkit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.InInterface;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.OutInterface;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;

/** Any message that can be. */
public final class AnyMessage {

    private AnyMessage() {}

    public static Arbitrary<CopsMessage> arbitrary() {
        return Arbitraries.oneOf(
                request(), decision(), report(), delete(), synchronize(), open(), accept(), close(), keepAlive());
    }

    private static Arbitrary<Integer> uint16() {
        return Arbitraries.integers().between(0, 0xFFFF);
    }

    private static Arbitrary<Integer> clientType() {
        return uint16();
    }

    private static Arbitrary<Long> uint32() {
        return Arbitraries.longs().between(0, 0xFFFF_FFFFL);
    }

    private static Arbitrary<Octets> octets(int least, int most) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(Octets::of);
    }

    private static Arbitrary<Handle> handle() {
        return octets(1, 9).map(Handle::new);
    }

    private static Arbitrary<Context> context() {
        return Combinators.combine(uint16(), uint16()).as(Context::new);
    }

    static Arbitrary<InetAddress> address() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofSize(4).map(AnyMessage::address),
                Arbitraries.bytes().array(byte[].class).ofSize(16).map(AnyMessage::address),
                // one that maps an IPv4 address
                Arbitraries.just(
                        address(Octets.ofHex("00000000000000000000ffffc0000201").toArray())));
    }

    private static InetAddress address(byte[] octets) {
        try {
            return octets.length == 4 ? InetAddress.getByAddress(octets) : Inet6Address.getByAddress(null, octets, -1);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Arbitrary<InInterface> inInterface() {
        return Combinators.combine(address(), uint32()).as(InInterface::new);
    }

    private static Arbitrary<OutInterface> outInterface() {
        return Combinators.combine(address(), uint32()).as(OutInterface::new);
    }

    private static Arbitrary<ClientInfo> clientInfo() {
        return Combinators.combine(Arbitraries.of(ClientInfo.Kind.class), octets(0, 9))
                .as(ClientInfo::new);
    }

    private static Arbitrary<List<DecisionData>> data() {
        return Combinators.combine(Arbitraries.of(DecisionData.Kind.class), octets(0, 9))
                .as(DecisionData::new)
                .list()
                .uniqueElements(DecisionData::kind)
                .ofMaxSize(4);
    }

    private static Arbitrary<Decision> decisionOf(Arbitrary<Context> context) {
        return Combinators.combine(context, Arbitraries.of(DecisionCommand.class), uint16(), data())
                .as(Decision::new);
    }

    private static Arbitrary<CopsError> error() {
        return Combinators.combine(uint16(), uint16()).as(CopsError::new);
    }

    private static Arbitrary<Integrity> hmac() {
        return Combinators.combine(uint32(), uint32(), octets(1, 17)).as(Integrity.Hmac::new);
    }

    private static Arbitrary<Integrity> integrity() {
        return hmac().injectNull(0.7);
    }

    private static Arbitrary<CopsMessage> request() {
        return Combinators.combine(
                        clientType(),
                        handle(),
                        context(),
                        inInterface().injectNull(0.5),
                        outInterface().injectNull(0.5),
                        clientInfo().list().ofMaxSize(3),
                        decisionOf(context().injectNull(0.3)).list().ofMaxSize(3),
                        integrity())
                .as(RequestMessage::new);
    }

    private static Arbitrary<CopsMessage> decision() {
        Arbitrary<CopsMessage> decided = Combinators.combine(
                        clientType(),
                        Arbitraries.of(true, false),
                        handle(),
                        decisionOf(context()).list().ofMinSize(1).ofMaxSize(4),
                        integrity())
                .as((type, solicited, handle, decisions, integrity) ->
                        new DecisionMessage(type, solicited, handle, decisions, null, integrity));
        Arbitrary<CopsMessage> failed = Combinators.combine(
                        clientType(), Arbitraries.of(true, false), handle(), error(), integrity())
                .as((type, solicited, handle, error, integrity) ->
                        new DecisionMessage(type, solicited, handle, List.of(), error, integrity));
        return Arbitraries.oneOf(decided, failed);
    }

    private static Arbitrary<CopsMessage> report() {
        return Combinators.combine(
                        clientType(),
                        Arbitraries.of(true, false),
                        handle(),
                        Arbitraries.of(ReportType.class),
                        clientInfo().list().ofMaxSize(2),
                        integrity())
                .as(ReportMessage::new);
    }

    private static Arbitrary<CopsMessage> delete() {
        Arbitrary<Reason> reason = Combinators.combine(uint16(), uint16()).as(Reason::new);
        return Combinators.combine(clientType(), handle(), reason, integrity()).as(DeleteMessage::new);
    }

    private static Arbitrary<CopsMessage> synchronize() {
        Arbitrary<CopsMessage> asked = Combinators.combine(clientType(), handle().injectNull(0.5), integrity())
                .as(SynchronizeMessage::new);
        Arbitrary<CopsMessage> complete = Combinators.combine(clientType(), handle().injectNull(0.5), integrity())
                .as(SynchronizeCompleteMessage::new);
        return Arbitraries.oneOf(asked, complete);
    }

    private static Arbitrary<CopsMessage> open() {
        Arbitrary<PepId> pepId = Arbitraries.strings()
                .withCharRange(' ', '~')
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(PepId::new);
        Arbitrary<LastPdpAddress> lastPdp =
                Combinators.combine(address(), uint16()).as(LastPdpAddress::new);
        Arbitrary<CopsMessage> any = Combinators.combine(
                        clientType(), pepId, clientInfo().injectNull(0.5), lastPdp.injectNull(0.5), integrity())
                .as(OpenMessage::new);
        return Arbitraries.oneOf(
                any,
                pepId.map(name -> new OpenMessage(0, name, null, null, new Integrity.Tls(Integrity.Tls.START_TLS))));
    }

    private static Arbitrary<CopsMessage> accept() {
        Arbitrary<AccountingTimer> accounting = uint16().map(AccountingTimer::new);
        Arbitrary<CopsMessage> any = Combinators.combine(
                        clientType(), uint16().map(KeepAliveTimer::new), accounting.injectNull(0.5), integrity())
                .as(AcceptMessage::new);
        return Arbitraries.oneOf(
                any,
                uint16().map(flags -> new AcceptMessage(0, new KeepAliveTimer(0), null, new Integrity.Tls(flags))));
    }

    private static Arbitrary<CopsMessage> close() {
        Arbitrary<PdpRedirectAddress> redirect =
                Combinators.combine(address(), uint16()).as(PdpRedirectAddress::new);
        return Combinators.combine(clientType(), error(), redirect.injectNull(0.5), integrity())
                .as(CloseMessage::new);
    }

    private static Arbitrary<CopsMessage> keepAlive() {
        return integrity().map(integrity -> new KeepAliveMessage(0, integrity));
    }
}
