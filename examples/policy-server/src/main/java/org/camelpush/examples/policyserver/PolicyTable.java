package org.camelpush.examples.policyserver;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;

/**
 * What each subscriber may have, as a file of properties says, and what the gateways were told. Who is not in the file may
 * have nothing. The file is read each time. Thread-safe.
 */
public final class PolicyTable {

    private final Path file;
    private final Map<String, Change> told = new LinkedHashMap<>();
    private int asked;

    public PolicyTable(Path file) {
        this.file = file;
    }

    /** Decides on a request, and remembers the request state. */
    public synchronized Map<String, Object> decide(
            @Header("CamelCopsPepId") String pepId,
            @Header("CamelCopsHandle") String handle,
            @ExchangeProperty("subscriber") String subscriber) {
        Change decided = new Change(pepId, handle, subscriber, decision(read(), subscriber));
        told(decided);
        asked++;
        return decided.decision();
    }

    private Properties read() {
        Properties table = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            table.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return table;
    }

    private static Map<String, Object> decision(Properties table, String subscriber) {
        String limit = table.getProperty(subscriber);
        return limit == null
                ? Map.of("decision", "REMOVE", "data", "")
                : Map.of("decision", "INSTALL", "data", limit, "kind", "NAMED");
    }

    /** Who is to be told what, for the file says something else than was decided. */
    public synchronized List<Change> changes() {
        Properties table = read();
        return told.values().stream()
                .map(known -> new Change(
                        known.pepId(), known.handle(), known.subscriber(), decision(table, known.subscriber())))
                .filter(change -> !told.containsValue(change))
                .toList();
    }

    /** A gateway has been told. */
    public synchronized void told(@ExchangeProperty("change") Change change) {
        told.put(change.pepId() + ' ' + change.handle(), change);
    }

    /** A gateway has gone, and its request states with it. */
    public synchronized void forget(@Header("CamelCopsPepId") String pepId) {
        told.values().removeIf(known -> known.pepId().equals(pepId));
    }

    /** How often it has decided. */
    synchronized int asked() {
        return asked;
    }
}
