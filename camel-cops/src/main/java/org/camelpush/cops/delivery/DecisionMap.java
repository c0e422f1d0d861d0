package org.camelpush.cops.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.Octets;

/** Reads a decision out of a map, as JSON or YAML makes it. A word that is not known is an error, for it may be a typing error. */
final class DecisionMap {

    private static final Set<String> NAMES = Set.of("decision", "flags", "data", "hex", "kind", "error", "subCode");

    private DecisionMap() {}

    static CopsDecision read(Map<?, ?> map) {
        for (Object name : map.keySet()) {
            if (!(name instanceof String known && NAMES.contains(known))) {
                throw new IllegalArgumentException("A decision has one of decision, flags, data, hex, kind, error and"
                        + " subCode, and nothing else; there is " + name);
            }
        }
        if (map.containsKey("error")) {
            return CopsDecision.failed(new CopsError(number(map, "error"), number(map, "subCode")));
        }
        if (!map.containsKey("decision")) {
            throw new IllegalArgumentException("A decision needs decision, with INSTALL, REMOVE or NULL, or error");
        }
        Object command = map.get("decision");
        DecisionCommand said = command instanceof Boolean granted
                ? (granted ? DecisionCommand.INSTALL : DecisionCommand.REMOVE)
                : CopsConverters.command(command);
        return new CopsDecision(List.of(new Decision(null, said, number(map, "flags"), data(map))), null);
    }

    private static List<DecisionData> data(Map<?, ?> map) {
        Object text = map.get("data");
        Object hex = map.get("hex");
        if (text != null && hex != null) {
            throw new IllegalArgumentException("A decision has data as text, or hex, and not both");
        }
        if (text == null && hex == null) {
            return List.of();
        }
        Octets octets = text == null ? Octets.ofHex(hex.toString()) : Octets.ofText(text.toString());
        Object kind = map.get("kind");
        return List.of(
                new DecisionData(kind == null ? DecisionData.Kind.CLIENT_SPECIFIC : CopsConverters.kind(kind), octets));
    }

    private static int number(Map<?, ?> map, String name) {
        Object value = map.get(name);
        if (value == null) {
            return 0;
        }
        if (value instanceof Number number) {
            return number.intValue();
        }
        throw new IllegalArgumentException(name + " of a decision must be a number");
    }
}
