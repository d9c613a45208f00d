package dev.sluice.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The address under which browsers and mail readers reach this installation: SLUICE_PUBLIC_URL where it is set. */
@Component
public class PublicAddress {
    private final @Nullable String set;
    private final String here;

    PublicAddress(Settings settings) {
        String url = settings.get("SLUICE_PUBLIC_URL");
        this.set = url == null ? null : url.replaceAll("/+$", "");
        this.here = "http://localhost:" + settings.port();
    }

    /** The whole address of a path, which begins with a slash. */
    public String of(String path) {
        if (set != null) {
            return set + path;
        }
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes
                ? ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + path
                : here + path;
    }
}
