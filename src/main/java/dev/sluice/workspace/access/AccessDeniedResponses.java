package dev.sluice.workspace.access;

import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Refuses callers: the API with a problem response, a browser with a redirect to the sign-in page. */
@Component
public class AccessDeniedResponses {
    private final Workspaces workspaces;

    AccessDeniedResponses(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    void noKey(HttpServletRequest request, HttpServletResponse response, Exception cause) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        problem(response, 401, "Unauthorized", "Send a valid API key as Authorization: Bearer …");
    }

    void signIn(HttpServletRequest request, HttpServletResponse response, Exception cause) throws IOException {
        String to = workspaces.ids().isEmpty() ? "/start" : "/sign-in";
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", to);
            response.setStatus(401);
        } else if (request.getMethod().equals("GET")) {
            response.sendRedirect(to.equals("/start") ? to : to + "?next=" + here(request));
        } else {
            response.sendError(401);
        }
    }

    void forbidden(HttpServletRequest request, HttpServletResponse response, Exception cause) throws IOException {
        response.sendError(403);
    }

    static void problem(HttpServletResponse response, int status, String title, String detail) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\""
                        + detail + "\"}");
    }

    /** Where to continue after signing in: a local path, or home. */
    public static String local(String next) {
        boolean ours = next.startsWith("/")
                && !next.startsWith("//")
                && next.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
        return ours ? next : "/";
    }

    private static String here(HttpServletRequest request) {
        String query = request.getQueryString();
        return URLEncoder.encode(
                query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query,
                StandardCharsets.UTF_8);
    }
}
