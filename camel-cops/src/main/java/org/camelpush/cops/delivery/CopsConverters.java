package org.camelpush.cops.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.apache.camel.Converter;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.Jsoner;
import org.camelpush.cops.codec.MessageWriter;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.RequestMessage;

/**
 * Requests as what routes work with, and what routes answer as decisions. As Camel wants it, what cannot be converted is an
 * {@link IllegalArgumentException} that says what is wrong.
 */
@Converter(generateLoader = true)
public final class CopsConverters {

    private CopsConverters() {}

    /**
     * All that is in a request, under the names of {@link RequestMessage}. What is opaque is there as {@code text} and as
     * {@code hex}.
     */
    @Converter
    public static Map<String, Object> toMap(RequestMessage request) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("clientType", request.clientType());
        map.put("handle", request.handle().value().toHex());
        map.put("requestType", request.context().requestType());
        map.put("messageType", request.context().messageType());
        if (request.inInterface() != null) {
            map.put(
                    "inInterface",
                    networkInterface(
                            request.inInterface().address().getHostAddress(),
                            request.inInterface().ifIndex()));
        }
        if (request.outInterface() != null) {
            map.put(
                    "outInterface",
                    networkInterface(
                            request.outInterface().address().getHostAddress(),
                            request.outInterface().ifIndex()));
        }
        map.put(
                "clientInfo",
                request.clientInfo().stream().map(CopsConverters::info).toList());
        map.put(
                "localDecisions",
                request.localDecisions().stream().map(CopsConverters::decision).toList());
        return map;
    }

    private static Map<String, Object> networkInterface(String address, long ifIndex) {
        return Map.of("address", address, "ifIndex", ifIndex);
    }

    private static Map<String, Object> info(ClientInfo info) {
        return Map.of(
                "kind", info.kind().name(),
                "text", info.data().toText(),
                "hex", info.data().toHex());
    }

    private static Map<String, Object> decision(Decision decision) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("decision", decision.command().name());
        map.put("flags", decision.flags());
        map.put(
                "data",
                decision.data().stream()
                        .map(data -> Map.of(
                                "kind", data.kind().name(),
                                "text", data.data().toText(),
                                "hex", data.data().toHex()))
                        .toList());
        return map;
    }

    /** {@link #toMap} as JSON. */
    @Converter
    public static String toJson(RequestMessage request) {
        return Jsoner.serialize(toMap(request));
    }

    /** As it is on the wire, without Integrity. */
    @Converter
    public static byte[] toOctets(RequestMessage request) {
        ByteBuf out = Unpooled.buffer();
        MessageWriter.write(request, null, out);
        byte[] octets = new byte[out.readableBytes()];
        out.readBytes(octets);
        return octets;
    }

    /** True is INSTALL, false is REMOVE. */
    @Converter
    public static CopsDecision toDecision(Boolean granted) {
        return CopsDecision.of(granted ? DecisionCommand.INSTALL : DecisionCommand.REMOVE, List.of());
    }

    /** INSTALL, REMOVE, NULL, true or false, in either case; or an object in JSON, as {@link #toDecision(Map)} has it. */
    @Converter
    public static CopsDecision toDecision(String text) {
        String word = text.strip();
        if (word.startsWith("{")) {
            try {
                return toDecision((Map<?, ?>) Jsoner.deserialize(word));
            } catch (DeserializationException bad) {
                throw new IllegalArgumentException("A decision that begins with { must be an object in JSON", bad);
            }
        }
        if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
            return toDecision(Boolean.valueOf(word));
        }
        return CopsDecision.of(command(word), List.of());
    }

    /** {@code decision}, and where there is any {@code flags}, and {@code data} with {@code kind}; or {@code error}. */
    @Converter
    public static CopsDecision toDecision(Map<?, ?> map) {
        return DecisionMap.read(map);
    }

    static DecisionCommand command(Object word) {
        try {
            return DecisionCommand.valueOf(String.valueOf(word).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            // what stands there may be anything, and long
            throw new IllegalArgumentException("A decision must be INSTALL, REMOVE or NULL, true or false");
        }
    }

    /** Of this kind. */
    static DecisionData.Kind kind(Object word) {
        try {
            return DecisionData.Kind.valueOf(String.valueOf(word).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "kind of a decision must be one of " + List.of(DecisionData.Kind.values()));
        }
    }
}
