package dev.sluice.workspace;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.web.PageShell;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Users and their passwords; who belongs to which workspace with which role. */
@Component
public class Users {
    /** Compared with when nobody has that address, so that an unknown user takes as long as a known one. */
    private static final String NOBODY = "$2a$10$YlXthPSVBlsdXZ5AdXB5WuBmaoZNbgOgRo28VlUOexwnBcsSYD7j2";

    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,253}");

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final PasswordEncoder passwords = new BCryptPasswordEncoder();

    Users(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The address as it is stored and compared; refused when it cannot be one. */
    public static String address(String email) {
        String plain = plain(email);
        if (plain.length() > 254 || !EMAIL.matcher(plain).matches()) {
            throw new BadInput("email", "Write an e-mail address like name@example.com.");
        }
        return plain;
    }

    /** The spelling under which an address is stored. */
    public static String plain(String email) {
        return Normalizer.normalize(StorableText.text(email).strip(), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
    }

    /** Refuses a password that is too short to be one or longer than the hash reads. */
    public static String password(String password) {
        if (password.codePointCount(0, password.length()) < 8) {
            throw new BadInput("password", "Choose a password of at least 8 characters.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > 72) {
            throw new BadInput("password", "Choose a password of at most 72 bytes.");
        }
        return password;
    }

    /** The user of that address. */
    public Optional<Integer> known(String email) {
        return jdbc.sql("SELECT id FROM app_user WHERE email = ?")
                .param(address(email))
                .query(Integer.class)
                .optional();
    }

    int add(String email, String name, String password) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        INSERT INTO app_user (email, name, password_hash, created_at, password_changed_at)
                        VALUES (?, ?, ?, ?, ?) RETURNING id""")
                .params(address(email), name, passwords.encode(password(password)), now, now)
                .query(Integer.class)
                .single();
    }

    void join(int workspace, int user, Role role, Team team) {
        jdbc.sql("""
                        INSERT INTO membership (workspace_id, user_id, role, team, created_at) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (workspace_id, user_id) DO NOTHING""")
                .params(workspace, user, role.code(), team.code(), Timestamp.from(clock.instant()))
                .update();
    }

    /** The user of that address and password, null when there is none; takes as long either way. */
    @Nullable
    public Integer check(String email, String password) {
        record Found(int id, @Nullable String hash) {}
        Found found = jdbc.sql("SELECT id, password_hash AS hash FROM app_user WHERE email = ?")
                .param(plain(email))
                .query((row, number) -> new Found(row.getInt("id"), row.getString("hash")))
                .optional()
                .orElse(null);
        String hash = found == null || found.hash() == null ? NOBODY : found.hash();
        boolean right = password.getBytes(StandardCharsets.UTF_8).length <= 72 && passwords.matches(password, hash);
        return right && found != null && found.hash() != null ? found.id() : null;
    }

    /** Sets a new password, which ends every session that knew the old one. */
    public void changePassword(int user, String password) {
        jdbc.sql("UPDATE app_user SET password_hash = ?, password_changed_at = ? WHERE id = ?")
                .params(passwords.encode(password(password)), Timestamp.from(clock.instant()), user)
                .update();
    }

    public void rename(int user, String name) {
        jdbc.sql("UPDATE app_user SET name = ? WHERE id = ?").params(name, user).update();
    }

    /** What a session notes at sign-in; another value ends every session that noted the old one. */
    public long stamp(int user) {
        return jdbc.sql("SELECT (extract(epoch FROM password_changed_at) * 1000000)::bigint FROM app_user WHERE id = ?")
                .param(user)
                .query(Long.class)
                .single();
    }

    /** The user as a member of the workspace last looked at, or else of their oldest; null when they are out. */
    @Nullable
    public Member member(int user, long stamp, int workspace) {
        return jdbc.sql("""
                        SELECT m.workspace_id, u.id, u.name, u.email, m.role, m.team
                        FROM app_user u JOIN membership m ON m.user_id = u.id
                        WHERE u.id = ? AND (extract(epoch FROM u.password_changed_at) * 1000000)::bigint = ?
                        ORDER BY m.workspace_id = ? DESC, m.workspace_id LIMIT 1""")
                .params(user, stamp, workspace)
                .query((row, number) -> new Member(
                        row.getInt("workspace_id"),
                        row.getInt("id"),
                        row.getString("name"),
                        row.getString("email"),
                        Role.of(row.getString("role")),
                        Team.of(row.getString("team"))))
                .optional()
                .orElse(null);
    }

    /** The workspaces a user belongs to, by name. */
    public List<PageShell.WorkspaceChoice> places(int user) {
        return jdbc.sql("""
                        SELECT w.id, w.name FROM membership m JOIN workspace w ON w.id = m.workspace_id
                        WHERE m.user_id = ? ORDER BY w.name, w.id""")
                .param(user)
                .query((row, number) -> new PageShell.WorkspaceChoice(row.getInt("id"), row.getString("name")))
                .list();
    }
}
