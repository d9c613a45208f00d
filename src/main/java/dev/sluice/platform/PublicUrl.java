package dev.sluice.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Under which address people reach this installation; every absolute link is made here. */
@Component
public class PublicUrl {
    private final @Nullable String set;
    private final int port;
    private final Environment environment;

    public PublicUrl(EnvironmentSettings settings, Environment environment) {
        this.set = settings.publicUrl();
        this.port = settings.port();
        this.environment = environment;
    }

    /**
     * A link for mails and whatever else travels: below {@code SLUICE_PUBLIC_URL}, or this machine's own address. Never
     * below what a request calls us, or a stranger could have a mail lead to a site of theirs.
     */
    public String of(String path) {
        return (set != null
                        ? set
                        : "http://localhost:" + environment.getProperty("local.server.port", Integer.toString(port)))
                + path;
    }

    /** A link shown to the one who sent the request under way: below the address that is set, or the one they used. */
    public String here(String path) {
        return set == null && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now
                ? origin(now.getRequest()) + path
                : of(path);
    }

    /** Scheme, host and port by which the request called us. */
    static String origin(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port <= 0 || port == (request.getScheme().equals("https") ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
    }

    /** Reads {@code SLUICE_PUBLIC_URL}. */
    static @Nullable public String checked(@Nullable String setting) {
        if (setting == null) {
            return null;
        }
        String plain = setting.endsWith("/") ? setting.substring(0, setting.length() - 1) : setting;
        try {
            URI uri = new URI(plain);
            String scheme = String.valueOf(uri.getScheme());
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && plain.equals(scheme + "://" + uri.getRawAuthority())
                    && uri.getUserInfo() == null) {
                return plain;
            }
        } catch (URISyntaxException _) {
            // falls through to the sentence below
        }
        throw new EnvironmentSettings.BadSetting(
                "SLUICE_PUBLIC_URL must look like https://sluice.example.com, without a path, but is \"" + setting
                        + "\".");
    }
}
