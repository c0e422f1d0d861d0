package org.camelpush.imapidle;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/**
 * Mailboxes of a file that is read again when it has changed. As properties, {@code id.field=value}, where the id may
 * have dots; or as YAML when its name ends in {@code .yaml} or {@code .yml}, a map of ids to maps of fields. Fields are
 * {@code host, port, username, password, folder} and {@code searchTerm.subject} and the like; all may be left out, and in
 * values <code>{{...}}</code> is Camel's.
 *
 * <p>A file that cannot be read as a whole changes nothing. One that was written less than a second ago is left for the
 * next time, for it may be half of what it will be. It has passwords in it: nobody but this process should read it.
 */
public final class FileMailboxSource implements MailboxSource, CamelContextAware {

    private static final long MAX_SIZE = 64L * 1024 * 1024;
    private static final String SEARCH_TERM = "searchTerm.";
    private static final Pattern ID_AND_FIELD = Pattern.compile("(?<id>.+?)\\.(?<field>(searchTerm\\.)?[^.]+)");
    private static final long REST_MILLIS = Duration.ofSeconds(1).toMillis();

    private Path file;
    private CamelContext camelContext;
    private Collection<MailboxAccount> last;
    private FileTime lastModified;
    private long lastSize;

    public FileMailboxSource() {}

    /**
     * @param file path of the file
     */
    public FileMailboxSource(String file) {
        setFile(file);
    }

    public String getFile() {
        return file == null ? null : file.toString();
    }

    /** Path of the file. */
    public void setFile(String file) {
        this.file = Path.of(file);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public synchronized Collection<MailboxAccount> mailboxes() throws IOException {
        if (file == null) {
            throw new IOException("the property file of FileMailboxSource is missing");
        }
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        boolean same = now.lastModifiedTime().equals(lastModified) && now.size() == lastSize;
        long age = System.currentTimeMillis() - now.lastModifiedTime().toMillis();
        boolean fresh = age >= 0 && age < REST_MILLIS;
        if (last == null || !same && !fresh) {
            if (now.size() > MAX_SIZE) {
                throw new IOException(file + " has " + now.size() + " octets; at most " + MAX_SIZE + " are read");
            }
            last = read();
            lastModified = now.lastModifiedTime();
            lastSize = now.size();
        }
        return last;
    }

    private List<MailboxAccount> read() throws IOException {
        String name = file.getFileName().toString();
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        Map<String, Map<String, String>> entries;
        try (Reader reader = Files.newBufferedReader(file)) {
            entries = yaml ? YamlMailboxes.read(reader) : properties(reader);
        } catch (NoClassDefFoundError absent) {
            throw new IOException(
                    file + " is YAML, and no parser is there: add org.snakeyaml:snakeyaml-engine (camel-yaml-dsl has"
                            + " it), or write the file as properties",
                    absent);
        } catch (IllegalArgumentException malformed) {
            throw new IOException(file + ": " + malformed.getMessage(), malformed);
        }
        List<MailboxAccount> accounts = new ArrayList<>(entries.size());
        for (Map.Entry<String, Map<String, String>> entry : entries.entrySet()) {
            accounts.add(account(entry.getKey(), entry.getValue()));
        }
        return List.copyOf(accounts);
    }

    private static Map<String, Map<String, String>> properties(Reader reader) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        Map<String, Map<String, String>> entries = new LinkedHashMap<>();
        for (String key : properties.stringPropertyNames()) {
            Matcher parts = ID_AND_FIELD.matcher(key);
            if (!parts.matches()) {
                throw new IllegalArgumentException("\"" + key + "\" is no <id>.<field>");
            }
            entries.computeIfAbsent(parts.group("id"), id -> new LinkedHashMap<>())
                    .put(parts.group("field"), properties.getProperty(key));
        }
        return entries;
    }

    private MailboxAccount account(String id, Map<String, String> fields) throws IOException {
        MailboxAccount account = MailboxAccount.of(id);
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String value = resolved(field.getValue());
            if (field.getKey().startsWith(SEARCH_TERM)) {
                account = account.searchTerm(field.getKey().substring(SEARCH_TERM.length()), value);
                continue;
            }
            account = switch (field.getKey()) {
                case "host" -> account.host(value);
                case "port" -> account.port(port(id, value));
                case "username" -> account.username(value);
                case "password" -> account.password(value);
                case "folder" -> account.folder(value);
                default ->
                    throw new IOException(
                            file + ": entry " + id + " has a field \"" + field.getKey()
                                    + "\"; there are host, port, username, password, folder and searchTerm.subject and the like");
            };
        }
        return account;
    }

    private int port(String id, String value) throws IOException {
        try {
            return Integer.parseInt(value.trim());
        } catch (NumberFormatException notANumber) {
            throw new IOException(file + ": the port of entry " + id + " is no number", notANumber);
        }
    }

    private String resolved(String value) {
        return camelContext == null || !value.contains("{{") ? value : camelContext.resolvePropertyPlaceholders(value);
    }
}
