package dev.sluice.workspace;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.web.PageShell;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Users, their passwords and the workspaces they belong to. */
@Component
public class Users {
    /** Compared with when no user has that address, so that the answer takes as long. */
    private static final String UNKNOWN_USER = "$2a$10$YlXthPSVBlsdXZ5AdXB5WuBmaoZNbgOgRo28VlUOexwnBcsSYD7j2";

    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,253}");

    private final UserRows rows;
    private final MembershipRows memberships;
    private final InstantSource clock;
    private final PasswordEncoder passwords = new BCryptPasswordEncoder();

    Users(UserRows rows, MembershipRows memberships, InstantSource clock) {
        this.rows = rows;
        this.memberships = memberships;
        this.clock = clock;
    }

    /** The address as it is stored and compared; bad input when it cannot be one. */
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

    /** The password itself; bad input when it may not be chosen by someone of these names and addresses. */
    public static String password(String password, String... own) {
        return PasswordRule.checked(password, own);
    }

    /** The id of the user with that address. */
    public Optional<Integer> known(String email) {
        return rows.id(address(email));
    }

    int add(String email, String name, String password) {
        return rows.add(address(email), name, passwords.encode(password(password, email, name)), clock.instant());
    }

    void join(int workspace, int user, Role role, Team team) {
        memberships.add(workspace, user, role, team, clock.instant());
    }

    /** The user with that address and password, null when there is none; takes as long either way. */
    @Nullable
    public Integer check(String email, String password) {
        UserRows.StoredPassword stored = rows.password(plain(email)).orElse(null);
        String hash = stored == null || stored.hash() == null ? UNKNOWN_USER : stored.hash();
        boolean right = password.getBytes(StandardCharsets.UTF_8).length <= 72 && passwords.matches(password, hash);
        return right && stored != null && stored.hash() != null ? stored.id() : null;
    }

    /** Sets a new password, which ends every session that was started with the old one. */
    public void changePassword(int user, String password) {
        rows.changePassword(user, passwords.encode(password(password)), clock.instant());
    }

    public void rename(int user, String name) {
        rows.rename(user, name);
    }

    /** A session stores this at sign-in and ends when it changes. */
    public long stamp(int user) {
        return rows.passwordStamp(user);
    }

    /** The user as a member of the preferred workspace, or else of their oldest; null when they have none. */
    @Nullable
    public Member member(int user, long stamp, int workspace) {
        return memberships.member(user, stamp, workspace).orElse(null);
    }

    /** The workspaces of a user, by name. */
    public List<PageShell.WorkspaceChoice> places(int user) {
        return memberships.workspaces(user);
    }
}
