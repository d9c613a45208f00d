package dev.sluice.link;

import dev.sluice.platform.web.Pages;
import dev.sluice.signal.BotDetector;
import dev.sluice.workspace.PublicEndpoint;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** Where the links and the pixel of a mail arrive. A link leads to the address stored with its message, or nowhere. */
@PublicEndpoint
@Controller
class LinkPages {
    private static final Logger LOG = LoggerFactory.getLogger(LinkPages.class);

    /** Where a hosted form keeps its visitor's anonymous id, if it may. */
    private static final String VISITOR = "sluice_visitor";

    private static final Pattern VISITOR_ID = Pattern.compile("[A-Za-z0-9-]{8,64}");
    private static final int MAX_AGENT = 300;

    /** One transparent dot. */
    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final Links links;
    private final LinkRows rows;
    private final Hits hits;
    private final BotNetworks networks;
    private final Pages pages;

    LinkPages(Links links, LinkRows rows, Hits hits, BotNetworks networks, Pages pages) {
        this.links = links;
        this.rows = rows;
        this.hits = hits;
        this.networks = networks;
        this.pages = pages;
    }

    @GetMapping("/l/{token}")
    @Nullable
    View follow(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        keepPrivate(response);
        Optional<Links.LinkTarget> place = links.link(token);
        LinkRows.LinkMessage message = place.flatMap(found -> rows.message(found.workspace(), found.message()))
                .orElse(null);
        Integer target = place.map(Links.LinkTarget::target).orElse(null);
        if (message == null || target == null || target >= message.targets().size()) {
            return pages.page(404, "link/nowhere", Map.of());
        }
        count(place.get().workspace(), message, target, request);
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", message.targets().get(target).url());
        return null;
    }

    /** The same picture whatever the token, so that it tells nobody which ones are good. */
    @GetMapping("/o/{token}")
    void open(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
        keepPrivate(response);
        links.pixel(token.endsWith(".gif") ? token.substring(0, token.length() - 4) : token)
                .ifPresent(place -> rows.message(place.workspace(), place.message())
                        .ifPresent(message -> count(place.workspace(), message, null, request)));
        response.setContentType("image/gif");
        response.setContentLength(PIXEL.length);
        response.getOutputStream().write(PIXEL);
    }

    /** A reader is led on also where the click cannot be kept. */
    private void count(
            int workspace, LinkRows.LinkMessage message, @Nullable Integer target, HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        String declared = ClickClassifier.declared(
                request.getMethod(),
                agent,
                prefetches(request.getHeader("Sec-Purpose"))
                        || prefetches(request.getHeader("Purpose"))
                        || prefetches(request.getHeader("X-Purpose"))
                        || prefetches(request.getHeader("X-Moz")),
                BotDetector.isMachine(agent),
                networks.hold(request.getRemoteAddr()));
        String plain = agent == null ? "" : agent.replace("\0", "");
        try {
            hits.add(
                    workspace,
                    message,
                    new HitRows.NewHit(
                            target,
                            declared,
                            plain.length() <= MAX_AGENT ? plain : plain.substring(0, MAX_AGENT),
                            visitor(request),
                            "?1".equals(request.getHeader("Sec-Fetch-User"))));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("a link was followed and not counted: {}", away.getClass().getSimpleName());
        }
    }

    private static boolean prefetches(@Nullable String purpose) {
        String plain = purpose == null ? "" : purpose.toLowerCase(Locale.ROOT);
        return plain.contains("prefetch") || plain.contains("preview") || plain.contains("prerender");
    }

    /** None of a browser that says Global Privacy Control. */
    private static @Nullable String visitor(HttpServletRequest request) {
        if (request.getCookies() == null || "1".equals(request.getHeader("Sec-GPC"))) {
            return null;
        }
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals(VISITOR)
                    && VISITOR_ID.matcher(cookie.getValue()).matches()) {
                return cookie.getValue();
            }
        }
        return null;
    }

    private static void keepPrivate(HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex");
    }
}
