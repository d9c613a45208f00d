package dev.sluice.workspace.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Accepts uploads only from members, before the CSRF filter looks for the form's token and so stores the whole upload. */
final class MemberUploadFilter extends OncePerRequestFilter {
    private final Sessions sessions;

    MemberUploadFilter(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        if (type != null && type.startsWith("multipart/") && sessions.member(request) == null) {
            response.sendError(401);
        } else {
            chain.doFilter(request, response);
        }
    }
}
