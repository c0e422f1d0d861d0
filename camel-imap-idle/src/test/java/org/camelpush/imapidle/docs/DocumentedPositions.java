package org.camelpush.imapidle.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

import javax.sql.DataSource;

import org.apache.camel.spi.StateRepository;
import org.camelpush.testkit.CompiledBlock;
import org.camelpush.testkit.Page;
import org.h2.jdbcx.JdbcDataSource;

/** The repository over a database that the documentation shows, and such a database. */
public final class DocumentedPositions {

    private DocumentedPositions() {}

    /** A database in memory with the documented table; the same name is the same database. */
    public static DataSource database(String name) throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(Page.of("docs/imap-idle.md").blocks("sql").get(0));
        }
        return source;
    }

    /** A new instance of the documented class, compiled into a folder below this one. */
    @SuppressWarnings("unchecked")
    public static StateRepository<String, String> over(DataSource database, Path folder) throws Exception {
        String java = Page.of("docs/imap-idle.md").blocks("java").stream()
                .filter(block -> block.contains("implements StateRepository"))
                .findFirst()
                .orElseThrow();
        Object made = CompiledBlock.newInstance(java, Files.createTempDirectory(folder, "positions"));
        made.getClass().getMethod("setDataSource", DataSource.class).invoke(made, database);
        return (StateRepository<String, String>) made;
    }
}
