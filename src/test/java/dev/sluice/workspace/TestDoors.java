package dev.sluice.workspace;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes users and keys for tests. */
@Component
public class TestDoors {
    private final JdbcClient jdbc;
    private final Users users;
    private final ApiKeys keys;

    TestDoors(JdbcClient jdbc, Users users, ApiKeys keys) {
        this.jdbc = jdbc;
        this.users = users;
        this.keys = keys;
    }

    /** The address of the workspace's owner. */
    public String owner(int workspace) {
        return jdbc.sql("""
                        SELECT u.email FROM membership m JOIN app_user u ON u.id = m.user_id
                        WHERE m.workspace_id = ? AND m.role = 'owner' ORDER BY u.id LIMIT 1""").param(workspace).query(String.class).single();
    }

    /** A new user of that role; gives back the address. */
    public String user(int workspace, String email, String password, String role) {
        users.join(workspace, users.add(email, "Uma User", password), Role.of(role), Team.SALES);
        return email;
    }

    /** A new API key of those scopes, or of all when none is named. */
    public String apiKey(int workspace, List<String> scopes) {
        Set<Scope> allowed = scopes.isEmpty() ? EnumSet.allOf(Scope.class) : Scope.all(scopes);
        String token = ApiKeys.token("slk_");
        keys.add(workspace, PublicKeys.Kind.API_KEY, token, "Test", allowed, null, null);
        return token;
    }

    /** A new write key. */
    public String writeKey(int workspace) {
        String token = ApiKeys.token("slw_");
        keys.add(workspace, PublicKeys.Kind.WRITE_KEY, token, "Test", Set.of(), null, null);
        return token;
    }
}
