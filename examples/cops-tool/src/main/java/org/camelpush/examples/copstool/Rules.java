package org.camelpush.examples.copstool;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.TypeConversionException;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.RequestMessage;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Decisions of a YAML file; the first that is for a request is its decision. */
final class Rules {

    private static final String WHEN = "when";
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,4}|0x[0-9a-fA-F]{1,4}");

    private final List<Rule> rules;

    private Rules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when they are wrong, saying where
     */
    static Rules read(Path file, CamelContext camel) {
        Object document;
        try {
            document = new Load(LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(new String(FileContents.of(file), StandardCharsets.UTF_8));
        } catch (YamlEngineException wrong) {
            throw new IllegalArgumentException(file + " is no YAML: " + wrong.getMessage(), wrong);
        }
        if (!(document instanceof List<?> entries) || entries.isEmpty()) {
            throw new IllegalArgumentException(file + " must be a list of rules");
        }
        List<Rule> rules = new ArrayList<>();
        for (Object entry : entries) {
            String where = file + ", rule " + (rules.size() + 1);
            if (!(entry instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException(where + ": it must be a map with decision or error");
            }
            rules.add(rule(where, map, camel));
        }
        return new Rules(rules);
    }

    private static Rule rule(String where, Map<?, ?> map, CamelContext camel) {
        Map<Object, Object> decision = new HashMap<>(map);
        Object when = decision.remove(WHEN);
        try {
            return new Rule(conditions(when), camel.getTypeConverter().convertTo(CopsDecision.class, decision));
        } catch (TypeConversionException wrong) {
            throw new IllegalArgumentException(where + ": " + wrong.getCause().getMessage(), wrong);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(where + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Map<String, String> conditions(Object when) {
        Map<String, String> conditions = new TreeMap<>();
        if (when == null) {
            return conditions;
        }
        if (!(when instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("when must be a map");
        }
        map.forEach((name, value) -> {
            if (!Rule.CONDITIONS.contains(String.valueOf(name))) {
                throw new IllegalArgumentException("when has one of " + Rule.CONDITIONS + ", and not " + name);
            }
            String said = String.valueOf(value);
            if (name.toString().endsWith("Type") && !NUMBER.matcher(said).matches()) {
                throw new IllegalArgumentException(name + " must be a number, decimal or hexadecimal with 0x");
            }
            conditions.put(name.toString(), said);
        });
        return conditions;
    }

    /** The decision on a request: an error where no rule is for it. */
    CopsDecision decide(String pepId, RequestMessage request) {
        return rules.stream()
                .filter(rule -> rule.isFor(pepId, request))
                .findFirst()
                .map(Rule::decision)
                .orElseGet(() -> CopsDecision.failed(CopsError.of(ErrorCode.UNABLE_TO_PROCESS)));
    }
}
