package dev.sluice.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.SluiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** What statements of the application may do on the embedded server, whatever text reaches it. */
class ApplicationRoleTest extends SluiceTest {
    @Test
    void theApplicationIsNoAdministrator() {
        assertThat(jdbc.sql("SELECT session_user::text").query(String.class).single())
                .isEqualTo("sluice_app");
        assertThat(jdbc.sql("""
                        SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
                        FROM pg_roles WHERE rolname = session_user""").query(Boolean.class).single()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET ROLE postgres",
                "RESET ROLE; COPY (SELECT 1) TO PROGRAM 'cat'",
                "COPY (SELECT 1) TO '/tmp/sluice-was-here'",
                "SELECT pg_read_file('postgresql.conf')",
                "RESET ROLE; ALTER TABLE person DISABLE ROW LEVEL SECURITY",
                "CREATE ROLE intruder LOGIN",
                "ALTER SYSTEM SET fsync = off",
                "SELECT rolpassword FROM pg_authid",
            })
    void whatAnAdministratorMayDoIsRefused(String statement) {
        assertThatThrownBy(() -> jdbc.sql(statement).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void rowsOfWorkspacesStayApartWhenTheRoleIsReset() {
        workspace();

        assertThat(jdbc.sql("SELECT count(*) FROM funnel").query(Long.class).single())
                .isZero();
    }
}
