package org.camelpush.cops.codec;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;
import org.camelpush.cops.testkit.AnyMessage;
import org.camelpush.cops.testkit.RequiresTshark;
import org.camelpush.cops.testkit.Tshark;
import org.camelpush.cops.testkit.Vectors;
import org.camelpush.cops.testkit.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody else's decoder reads what we write, and sees what we meant. */
@RequiresTshark
class TsharkTest {

    private static final int MESSAGES = 2_000;

    private static final List<String> FIELDS = List.of(
            "_ws.expert",
            "cops.version",
            "cops.flags",
            "cops.op_code",
            "cops.client_type",
            "cops.msg_len",
            "cops.context.r_type",
            "cops.context.m_type",
            "cops.in-int.ipv4",
            "cops.in-int.ipv6",
            "cops.out-int.ipv4",
            "cops.out-int.ipv6",
            "cops.in-out-int.ifindex",
            "cops.reason",
            "cops.reason_sub",
            "cops.decision.cmd",
            "cops.decision.flags",
            "cops.error",
            "cops.error_sub",
            "cops.katimer.value",
            "cops.accttimer.value",
            "cops.pepid.id",
            "cops.report_type",
            "cops.pdprediraddr.ipv4",
            "cops.pdprediraddr.ipv6",
            "cops.lastpdpaddr.ipv4",
            "cops.lastpdpaddr.ipv6",
            "cops.pdp.tcp_port",
            "cops.integrity.key_id",
            "cops.integrity.seq_num");

    @TempDir
    private Path folder;

    @Test
    void seesWhatWeMeantInAnyMessage() throws Exception {
        List<CopsMessage> messages = new ArrayList<>();
        // not named data, which tshark takes for that of COPS-PR
        AnyMessage.arbitrary()
                .sampleStream()
                .filter(message -> !message.toString().contains("kind=NAMED"))
                .limit(MESSAGES)
                .forEach(messages::add);
        check(messages);
    }

    @Test
    void seesWhatWeMeantInTheVectors() throws Exception {
        check(Vectors.all().values().stream().map(Wire::decode).toList());
    }

    private void check(List<CopsMessage> messages) throws Exception {
        List<List<List<String>>> seen =
                Tshark.decode(messages.stream().map(Wire::encode).toList(), FIELDS, folder);
        assertThat(seen).hasSameSizeAs(messages);
        for (int i = 0; i < messages.size(); i++) {
            Meant meant = new Meant();
            meant.of(messages.get(i));
            for (int field = 0; field < FIELDS.size(); field++) {
                assertThat(comparable(FIELDS.get(field), seen.get(i).get(field)))
                        .as(FIELDS.get(field) + " of " + messages.get(i))
                        .isEqualTo(meant.values(FIELDS.get(field)));
            }
        }
    }

    /** Of addresses their octets. */
    private static List<String> comparable(String field, List<String> values) throws UnknownHostException {
        List<String> comparable = new ArrayList<>();
        for (String value : values) {
            comparable.add(field.contains(".ipv") ? octets(value, field.endsWith("6")) : value);
        }
        return comparable;
    }

    /** Java reads an IPv6 address that maps an IPv4 one as the latter. */
    private static String octets(String address, boolean v6) throws UnknownHostException {
        String octets = Octets.of(InetAddress.getByName(address).getAddress()).toHex();
        return v6 && octets.length() == 8 ? "00000000000000000000ffff" + octets : octets;
    }

    /** The values of tshark's fields that a message should have. */
    private static final class Meant implements CopsMessage.Handler {

        private final Map<String, List<String>> values = new HashMap<>();

        List<String> values(String field) {
            return values.getOrDefault(field, List.of());
        }

        void of(CopsMessage message) {
            add("version", 1);
            hex("flags", 2, message.solicited() ? 1 : 0);
            add("op_code", message.opCode().value());
            add("client_type", message.clientType());
            add("msg_len", Wire.encode(message).length());
            message.dispatch(this);
            if (message.integrity() instanceof Integrity.Hmac hmac) {
                add("integrity.key_id", hmac.keyId());
                add("integrity.seq_num", hmac.sequence());
            }
        }

        private void add(String field, Object value) {
            values.computeIfAbsent("cops." + field, any -> new ArrayList<>()).add(value.toString());
        }

        private void hex(String field, int digits, int value) {
            add(field, String.format(Locale.ROOT, "0x%0" + digits + "x", value));
        }

        private void address(String object, InetAddress address) {
            boolean v6 = address instanceof Inet6Address;
            add(
                    object + (v6 ? ".ipv6" : ".ipv4"),
                    Octets.of(address.getAddress()).toHex());
        }

        private void context(Context context) {
            if (context != null) {
                hex("context.r_type", 4, context.requestType());
                hex("context.m_type", 4, context.messageType());
            }
        }

        private void error(CopsError error) {
            if (error != null) {
                add("error", error.code());
                hex("error_sub", 4, error.subCode());
            }
        }

        private void decision(Decision decision) {
            context(decision.context());
            add("decision.cmd", decision.command().value());
            hex("decision.flags", 4, decision.flags());
        }

        @Override
        public void request(RequestMessage message) {
            context(message.context());
            if (message.inInterface() != null) {
                address("in-int", message.inInterface().address());
                add("in-out-int.ifindex", message.inInterface().ifIndex());
            }
            if (message.outInterface() != null) {
                address("out-int", message.outInterface().address());
                add("in-out-int.ifindex", message.outInterface().ifIndex());
            }
            message.localDecisions().forEach(this::decision);
        }

        @Override
        public void decision(DecisionMessage message) {
            message.decisions().forEach(this::decision);
            error(message.error());
        }

        @Override
        public void report(ReportMessage message) {
            add("report_type", message.type().value());
        }

        @Override
        public void delete(DeleteMessage message) {
            add("reason", message.reason().code());
            hex("reason_sub", 4, message.reason().subCode());
        }

        @Override
        public void synchronize(SynchronizeMessage message) {}

        @Override
        public void open(OpenMessage message) {
            add("pepid.id", message.pepId().value());
            if (message.lastPdp() != null) {
                address("lastpdpaddr", message.lastPdp().address());
                add("pdp.tcp_port", message.lastPdp().port());
            }
        }

        @Override
        public void accept(AcceptMessage message) {
            add("katimer.value", message.keepAliveTimer().seconds());
            if (message.accountingTimer() != null) {
                add("accttimer.value", message.accountingTimer().seconds());
            }
        }

        @Override
        public void close(CloseMessage message) {
            error(message.error());
            if (message.redirect() != null) {
                address("pdprediraddr", message.redirect().address());
                add("pdp.tcp_port", message.redirect().port());
            }
        }

        @Override
        public void keepAlive(KeepAliveMessage message) {}

        @Override
        public void synchronizeComplete(SynchronizeCompleteMessage message) {}
    }
}
