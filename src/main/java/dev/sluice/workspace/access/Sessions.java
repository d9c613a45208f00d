package dev.sluice.workspace.access;

import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.PageShell;
import dev.sluice.platform.web.PageShells;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.SettingsTab;
import dev.sluice.workspace.TimeFormats;
import dev.sluice.workspace.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/**
 * Finds the member whose session a browser has. A session holds three plain values (user, stamp, workspace) and no
 * serialised objects, so that an upgrade never breaks it; role and membership are read with each request.
 */
@Component
public class Sessions implements SecurityContextRepository, PageShells.SignedIn {
    private static final String USER = "user";
    private static final String STAMP = "stamp";
    private static final String WORKSPACE = "workspace";
    private static final String MEMBER = Member.class.getName();
    private static final String TIMES = TimeFormats.class.getName();

    private final Users users;
    private final TimeFormats times;
    private final List<SettingsTab> settings;

    Sessions(Users users, TimeFormats times, List<SettingsTab> settings) {
        this.users = users;
        this.times = times;
        this.settings = settings.stream()
                .sorted(Comparator.comparingInt(SettingsTab::order))
                .toList();
    }

    /** Starts a signed-in session under a new id. */
    public void begin(HttpServletRequest request, int user) {
        HttpSession old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        HttpSession session = request.getSession(true);
        session.setAttribute(USER, user);
        session.setAttribute(STAMP, users.stamp(user));
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, Integer.toString(user));
    }

    void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Keeps this session alive over a change of its user's password, which ends all others. */
    public void renewStamp(HttpServletRequest request, Member member) {
        request.getSession(true).setAttribute(STAMP, users.stamp(member.user()));
        request.changeSessionId();
    }

    /** Switches the session to another workspace. */
    public void lookAt(HttpServletRequest request, int workspace) {
        request.getSession(true).setAttribute(WORKSPACE, workspace);
    }

    /** The signed-in member; null when no one is signed in or the user has no workspace any more. */
    @Nullable
    Member member(HttpServletRequest request) {
        if (request.getAttribute(MEMBER) instanceof Member member) {
            return member;
        }
        HttpSession session = request.getSession(false);
        if (session == null
                || !(session.getAttribute(USER) instanceof Integer user)
                || !(session.getAttribute(STAMP) instanceof Long stamp)) {
            return null;
        }
        int workspace = session.getAttribute(WORKSPACE) instanceof Integer chosen ? chosen : 0;
        Member member = users.member(user, stamp, workspace);
        request.setAttribute(MEMBER, member);
        return member;
    }

    @Override
    public PageShell.@Nullable Who who(HttpServletRequest request) {
        Member member = member(request);
        if (member == null) {
            return null;
        }
        List<PageShell.WorkspaceChoice> workspaces = users.places(member.user());
        String current = workspaces.stream()
                .filter(choice -> choice.id() == member.workspace())
                .map(PageShell.WorkspaceChoice::name)
                .findFirst()
                .orElse("");
        return new PageShell.Who(
                member.name(), member.email(), current, member.role().label(), workspaces, settings(member));
    }

    @Override
    public TimeFormat when(HttpServletRequest request) {
        if (request.getAttribute(TIMES) instanceof TimeFormat known) {
            return known;
        }
        Member member = Objects.requireNonNull(member(request), "no one is signed in");
        TimeFormat when = times.now(member.workspace());
        request.setAttribute(TIMES, when);
        return when;
    }

    private List<PageShell.PageTab> settings(Member member) {
        return settings.stream()
                .filter(tab -> tab.isVisible(member))
                .map(tab -> new PageShell.PageTab(tab.key(), tab.label(), tab.path(member)))
                .toList();
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // begin() has stored everything in the session
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return member(request) != null;
    }

    private SecurityContext context(HttpServletRequest request) {
        Member member = member(request);
        if (member == null) {
            return SecurityContextHolder.createEmptyContext();
        }
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                member.user(), null, AuthorityUtils.createAuthorityList(List.of("ROLE_MEMBER"))));
    }
}
