package org.camelpush.imapidle.mailboxes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.camelpush.imapidle.JdbcMailboxSource;
import org.camelpush.imapidle.MailboxAccount;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JdbcMailboxSourceTest {

    private final JdbcDataSource database = new JdbcDataSource();
    private Connection open;

    @BeforeEach
    void createTable() throws SQLException {
        database.setURL("jdbc:h2:mem:mailboxes");
        open = database.getConnection(); // in memory as long as a connection is open
        execute("create table account (name varchar, host varchar, port int, username varchar, secret varchar)");
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        open.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void followsTheTable() throws Exception {
        JdbcMailboxSource source = new JdbcMailboxSource();
        source.setDataSource(database);
        source.setQuery("select name as id, host, port, username, secret as password from account order by name");
        assertThat(source.mailboxes()).isEmpty();
        execute("insert into account values ('alice', 'imap.example.com', 1993, 'a', 's3cret')");
        execute("insert into account values ('bob', null, null, null, 'other')");
        assertThat(source.mailboxes())
                .containsExactly(
                        MailboxAccount.of("alice")
                                .host("imap.example.com")
                                .port(1993)
                                .username("a")
                                .password("s3cret"),
                        MailboxAccount.of("bob").password("other"));
        execute("delete from account where name = 'alice'");
        assertThat(source.mailboxes()).hasSize(1);
    }

    @Test
    void readsASearchTermFromColumns() throws Exception {
        execute("insert into account values ('alice', 'bill', null, null, null)");
        execute("insert into account values ('bob', null, null, null, null)");
        String query = "select name as id, host as searchTerm_subjectOrBody, host as searchTerm_from from account"
                + " order by name";
        assertThat(new JdbcMailboxSource(database, query).mailboxes())
                .containsExactly(
                        MailboxAccount.of("alice")
                                .searchTerm("subjectOrBody", "bill")
                                .searchTerm("from", "bill"),
                        MailboxAccount.of("bob"));
    }

    @Test
    void takesWhatColumnsThereAre() throws Exception {
        execute("insert into account (name) values ('alice')");
        assertThat(new JdbcMailboxSource(database, "select name id from account").mailboxes())
                .containsExactly(MailboxAccount.of("alice"));
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> new JdbcMailboxSource(database, "select name from account").mailboxes())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no column id");
        assertThatThrownBy(() -> new JdbcMailboxSource().mailboxes()).hasMessageContaining("dataSource and query");
    }
}
