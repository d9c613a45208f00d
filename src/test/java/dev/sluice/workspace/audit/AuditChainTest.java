package dev.sluice.workspace.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.SluiceTest;
import dev.sluice.workspace.AuditKind;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.AuditLog.AuditAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A changed or removed entry is found, also when the owner of the database did it. */
class AuditChainTest extends SluiceTest {
    private static final Pattern ADDRESS = Pattern.compile("jdbc:postgresql://[^/]+/\\w+");

    @Autowired
    private AuditLog audit;

    @Autowired
    private DataSource database;

    @Value("${SLUICE_DATA}")
    private String data;

    @Autowired
    private AuditChain chain;

    private int workspace;

    @BeforeEach
    void entries() {
        workspace = untouchedWorkspace();
        note(5);
        chain.seal(workspace);
    }

    private void note(int count) {
        for (int i = 0; i < count; i++) {
            audit.note(workspace, null, AuditAction.counted(AuditKind.CHANGE, "counted", "entry " + i, i));
        }
    }

    /** As the owner of the tables, not as the application. */
    private int asOwner(String sql) throws SQLException, IOException {
        Matcher address;
        try (Connection connection = database.getConnection()) {
            address = ADDRESS.matcher(connection.getMetaData().getURL());
            assertThat(address.find()).isTrue();
        }
        String password = Files.readString(Path.of(data, "postgres.password"));
        try (Connection owner = DriverManager.getConnection(address.group(), "postgres", password);
                Statement statement = owner.createStatement()) {
            return statement.executeUpdate(sql.replace(":w", Integer.toString(workspace)));
        }
    }

    @Test
    void anUntouchedLogIsVerifiedToItsLastEntry() {
        note(2);
        AuditChain.AuditCheck check = chain.check(workspace);
        assertThat(check.isSound()).isTrue();
        assertThat(check.verifiedTo()).isEqualTo(check.last()).isGreaterThanOrEqualTo(7);
        assertThat(check.hash()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET about = 'nothing' WHERE workspace_id = :w AND about = 'entry 2'",
                "UPDATE audit_entry SET amount = 99 WHERE workspace_id = :w AND about = 'entry 2'",
                "UPDATE audit_entry SET at = at - interval '1 day' WHERE workspace_id = :w AND about = 'entry 2'",
                "UPDATE audit_entry SET network = '203.0.113.9' WHERE workspace_id = :w AND about = 'entry 2'",
                "UPDATE audit_entry SET user_id = 1 WHERE workspace_id = :w AND about = 'entry 2'",
                "UPDATE audit_entry SET kind = 'export' WHERE workspace_id = :w AND about = 'entry 2'",
                "UPDATE audit_entry SET details = '{\"a\": 1}' WHERE workspace_id = :w AND about = 'entry 2'",
                "DELETE FROM audit_entry WHERE workspace_id = :w AND about = 'entry 2'",
                "DELETE FROM audit_seal s USING audit_entry e WHERE s.workspace_id = :w AND e.workspace_id = :w"
                        + " AND s.entry_id = e.id AND e.about = 'entry 2'",
            })
    void aChangeBehindTheLogsBackIsFound(String tampering) throws Exception {
        assertThat(chain.check(workspace).isSound()).isTrue();
        assertThat(asOwner(tampering)).isEqualTo(1);
        assertThat(chain.check(workspace).isSound()).isFalse();
    }

    @Test
    void theApplicationCannotChangeOrDeleteWhatItRecorded() {
        for (String sql : List.of(
                "UPDATE audit_entry SET about = '' WHERE workspace_id = " + workspace,
                "DELETE FROM audit_entry WHERE workspace_id = " + workspace,
                "TRUNCATE audit_entry",
                "DELETE FROM audit_seal WHERE workspace_id = " + workspace,
                "UPDATE audit_seal SET hash = '' WHERE workspace_id = " + workspace,
                "DELETE FROM audit_unsealed WHERE workspace_id = " + workspace,
                "INSERT INTO audit_start VALUES (" + workspace + ", 3, '')")) {
            assertThatThrownBy(() -> tenancy.in(workspace, () -> jdbc.sql(sql).update()))
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void whatIsLeftAfterOldEntriesWereDeletedCanStillBeVerified() {
        clock.forward(Duration.ofDays(-400));
        int other = workspace;
        workspace = untouchedWorkspace();
        note(4);
        clock.forward(Duration.ofDays(400));
        note(3);
        AuditChain.AuditCheck before = chain.check(workspace);
        assertThat(chain.trim(workspace, clock.instant().minus(Duration.ofDays(365))))
                .isGreaterThanOrEqualTo(4);
        AuditChain.AuditCheck after = chain.check(workspace);
        assertThat(after.isSound()).isTrue();
        assertThat(after.first()).isGreaterThan(4);
        assertThat(after.hash()).isEqualTo(before.hash());
        note(1);
        assertThat(chain.check(workspace).isSound()).isTrue();
        assertThat(chain.check(other).first()).isEqualTo(1);
    }

    @Test
    void youngEntriesStayWhateverIsAsked() {
        assertThat(chain.trim(workspace, clock.instant().plus(Duration.ofDays(1))))
                .isZero();
        assertThat(chain.check(workspace).isSound()).isTrue();
    }

    @Test
    void writersAtTheSameTimeMakeOneChain() {
        IntStream.range(0, 40).parallel().forEach(i -> {
            audit.note(workspace, null, AuditAction.of(AuditKind.CHANGE, "counted", "parallel " + i));
            chain.seal(workspace);
        });
        AuditChain.AuditCheck check = chain.check(workspace);
        assertThat(check.isSound()).isTrue();
        assertThat(check.last()).isGreaterThanOrEqualTo(45);
    }
}
