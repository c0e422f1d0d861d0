package org.camelpush.benchmarks.endurance;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.sqlite.SQLiteDataSource;

/** Positions in an SQLite database, as docs/imap-idle.md shows it. What was saved is there after a SIGKILL at any moment. */
final class DatabasePositions extends ServiceSupport implements StateRepository<String, String> {

    private final DataSource dataSource;

    private DatabasePositions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Opens, or makes, the database in this folder. */
    static DatabasePositions in(Path folder) throws SQLException {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:" + folder.resolve("positions.db"));
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS mail_positions (mailbox VARCHAR(500) PRIMARY KEY, state CLOB NOT NULL)");
        }
        return new DatabasePositions(dataSource);
    }

    @Override
    public String getState(String mailbox) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT state FROM mail_positions WHERE mailbox = ?")) {
            query.setString(1, mailbox);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void setState(String mailbox, String state) {
        try (Connection connection = dataSource.getConnection()) {
            if (write(connection, "UPDATE mail_positions SET state = ? WHERE mailbox = ?", state, mailbox) == 0) {
                write(connection, "INSERT INTO mail_positions (state, mailbox) VALUES (?, ?)", state, mailbox);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static int write(Connection connection, String sql, String state, String mailbox) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, state);
            update.setString(2, mailbox);
            return update.executeUpdate();
        }
    }
}
