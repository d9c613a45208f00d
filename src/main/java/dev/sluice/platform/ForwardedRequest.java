package dev.sluice.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request with the caller, scheme and host that a trusted proxy names. */
final class ForwardedRequest extends HttpServletRequestWrapper {
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");

    private final String client;
    private final String scheme;
    private final String host;
    private final int port;

    ForwardedRequest(HttpServletRequest request, TrustedProxies proxies) {
        super(request);
        List<String> forwarded = values(request, "Forwarded");
        boolean standard = !forwarded.isEmpty();
        client = proxies.client(
                request.getRemoteAddr(),
                standard ? forwarded.stream().map(hop -> of(hop, "for")).toList() : values(request, "X-Forwarded-For"));
        // only the last proxy is certainly ours, so its scheme and host count
        String proto = standard ? of(forwarded.getLast(), "proto") : last(request, "X-Forwarded-Proto");
        scheme = List.of("http", "https").contains(proto.toLowerCase(Locale.ROOT))
                ? proto.toLowerCase(Locale.ROOT)
                : request.getScheme();
        Matcher forwardedHost =
                HOST.matcher(standard ? of(forwarded.getLast(), "host") : last(request, "X-Forwarded-Host"));
        if (forwardedHost.matches()) {
            host = forwardedHost.group(1);
            port = forwardedHost.group(2) == null ? defaultPort(scheme) : Integer.parseInt(forwardedHost.group(2));
        } else {
            boolean same = scheme.equals(request.getScheme());
            host = request.getServerName();
            port = same ? request.getServerPort() : defaultPort(scheme);
        }
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String last(HttpServletRequest request, String header) {
        List<String> values = values(request, header);
        return values.isEmpty() ? "" : values.getLast();
    }

    private static List<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** One parameter of an element of {@code Forwarded}, "" when it is not forwardedHost. */
    private static String of(String element, String name) {
        for (String pair : element.split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
                return pair.substring(equals + 1).strip().replace("\"", "");
            }
        }
        return "";
    }

    @Override
    public String getRemoteAddr() {
        return client;
    }

    @Override
    public String getRemoteHost() {
        return client;
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public boolean isSecure() {
        return scheme.equals("https");
    }

    @Override
    public String getServerName() {
        return host;
    }

    @Override
    public int getServerPort() {
        return port;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(PublicUrl.origin(this)).append(getRequestURI());
    }
}
