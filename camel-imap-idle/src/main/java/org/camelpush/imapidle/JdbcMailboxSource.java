package org.camelpush.imapidle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.sql.DataSource;

/**
 * Mailboxes of a database: a row each, that the query gives with the columns {@code id, host, port, username, password,
 * folder} and {@code searchTerm_subject} and the like, in any order and case. Only {@code id} must be there; what is null
 * is as the endpoint says. The query runs each time the source is asked, so keep it cheap.
 */
public final class JdbcMailboxSource implements MailboxSource {

    private static final String SEARCH_TERM = "searchterm_";
    private static final int QUERY_SECONDS = 30;

    private DataSource dataSource;
    private String query;

    public JdbcMailboxSource() {}

    /**
     * @param dataSource gives connections
     * @param query gives the rows
     */
    public JdbcMailboxSource(DataSource dataSource, String query) {
        this.dataSource = dataSource;
        this.query = query;
    }

    public DataSource getDataSource() {
        return dataSource;
    }

    /** Gives connections; each is closed after the query. */
    public void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public String getQuery() {
        return query;
    }

    /** SQL that gives a row for each mailbox. */
    public void setQuery(String query) {
        this.query = query;
    }

    @Override
    public Collection<MailboxAccount> mailboxes() throws SQLException {
        if (dataSource == null || query == null) {
            throw new SQLException("the properties dataSource and query of JdbcMailboxSource must be set");
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setQueryTimeout(QUERY_SECONDS);
            statement.setMaxRows(MailboxEntries.MAX_MAILBOXES + 1);
            try (ResultSet rows = statement.executeQuery()) {
                Set<String> columns = columns(rows.getMetaData());
                List<MailboxAccount> accounts = new ArrayList<>();
                while (rows.next()) {
                    accounts.add(account(rows, columns));
                }
                return accounts;
            }
        }
    }

    private static Set<String> columns(ResultSetMetaData description) throws SQLException {
        Set<String> columns = new HashSet<>();
        for (int i = 1; i <= description.getColumnCount(); i++) {
            columns.add(description.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        if (!columns.contains("id")) {
            throw new SQLException("the query gives no column id, only " + columns);
        }
        return columns;
    }

    private static MailboxAccount account(ResultSet row, Set<String> columns) throws SQLException {
        int port = columns.contains("port") ? row.getInt("port") : 0;
        MailboxAccount account = MailboxAccount.of(row.getString("id"))
                .host(text(row, columns, "host"))
                .port(port)
                .username(text(row, columns, "username"))
                .password(text(row, columns, "password"))
                .folder(text(row, columns, "folder"));
        for (String column : columns) {
            String text = column.startsWith(SEARCH_TERM) ? row.getString(column) : null;
            if (text != null) {
                account = account.searchTerm(column.substring(SEARCH_TERM.length()), text);
            }
        }
        return account;
    }

    private static String text(ResultSet row, Set<String> columns, String column) throws SQLException {
        return columns.contains(column) ? row.getString(column) : null;
    }
}
