package dev.sluice.platform.web;

import dev.sluice.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that the server refuses before our code runs, such as those with headers or an address beyond 8 KB.
 * Tomcat makes it by its name, so it is public and takes nothing.
 */
public class UnreadableRequestValve extends ErrorReportValve {
    private static final String SENTENCE =
            "The server cannot read this request: its address or headers are too long, or are not valid HTTP.";

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String path = String.valueOf(request.getRequestURI());
        boolean json = path.startsWith("/api/v1/") || path.startsWith("/v1/");
        try {
            response.setContentType(json ? "application/problem+json" : "text/html");
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(json ? problem(response.getStatus()) : page());
            response.finishResponse();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String problem(int status) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", "Bad Request");
        problem.put("status", status);
        problem.put("detail", SENTENCE);
        return Json.write(problem);
    }

    private static String page() {
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sluice</title><h1>That did not work</h1><p>"
                + SENTENCE + "</p></html>\n";
    }
}
