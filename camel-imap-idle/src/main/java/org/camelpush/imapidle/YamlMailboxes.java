package org.camelpush.imapidle;

import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The YAML form of {@link FileMailboxSource}, apart from it because the parser may not be there. */
final class YamlMailboxes {

    private static final int MAX_SIZE = 64 * 1024 * 1024;

    private YamlMailboxes() {}

    static Map<String, Map<String, String>> read(Reader reader) {
        Object root = load(reader);
        if (!(root instanceof Map<?, ?> ids)) {
            throw new IllegalArgumentException("it must be a map of ids to maps of fields; {} for no mailboxes");
        }
        Map<String, Map<String, String>> entries = new LinkedHashMap<>();
        ids.forEach((id, fields) -> entries.put(String.valueOf(id), fields(id, fields)));
        return entries;
    }

    private static Object load(Reader reader) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setCodePointLimit(MAX_SIZE)
                .build();
        try {
            return new Load(settings).loadFromReader(reader);
        } catch (YamlEngineException malformed) {
            // its own words would repeat the line, which may be that of a password
            throw new IllegalArgumentException("it is no valid YAML, or has an id twice");
        }
    }

    private static Map<String, String> fields(Object id, Object given) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (given == null) {
            return fields; // all as the endpoint says
        }
        if (!(given instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("entry " + id + " must be a map of fields");
        }
        map.forEach((name, value) -> {
            if (value == null) {
                throw new IllegalArgumentException("entry " + id + " has no value for " + name);
            }
            fields.put(String.valueOf(name), value.toString());
        });
        return fields;
    }
}
