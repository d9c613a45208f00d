package dev.sluice.link;

import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.database.LinkTokens;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the links of messages; what they lead to is stored with the message and nothing else can be reached. */
@Component
public class Links {
    /**
     * A message that is about to go: sign it right before it does, for its clicks are judged by how soon they come.
     *
     * @param template what figures call it, "" for one-to-one mail
     * @param urls where its links lead; what is no plain web address is not among the signed ones
     * @param offers which of these fetch a form's offer, by the offer's slug: following one is a download of it
     */
    public record ToSign(long message, long person, String template, List<String> urls, Map<String, String> offers) {
        public ToSign(long message, long person, List<String> urls) {
            this(message, person, "", urls, Map.of());
        }
    }

    /** The link that stands in the message for each address, and that of the picture that tells of an open. */
    public record Signed(Map<String, String> links, String pixel) {}

    /** Where a link leads; {@code offer} is "" unless it fetches one. */
    record LinkDestination(String url, String offer) {}

    /** A link's place in a message; {@code target} is null for the pixel. */
    record LinkTarget(int workspace, long message, @Nullable Integer target) {}

    private static final int LONGEST = 4_000;
    private static final String LINK = "link";
    private static final String PIXEL = "pixel";

    private final LinkRows rows;
    private final LinkTokens tokens;
    private final PublicUrl address;
    private final InstantSource clock;

    Links(LinkRows rows, LinkTokens tokens, PublicUrl address, InstantSource clock) {
        this.rows = rows;
        this.tokens = tokens;
        this.address = address;
        this.clock = clock;
    }

    /** Signs the links of many messages, in their order; joins the transaction under way. */
    public List<Signed> sign(int workspace, List<ToSign> messages) {
        Map<Long, List<LinkDestination>> targets = new HashMap<>();
        List<Signed> signed = new ArrayList<>(messages.size());
        for (ToSign message : messages) {
            List<String> urls =
                    message.urls().stream().distinct().filter(Links::isWeb).toList();
            Map<String, String> links = new LinkedHashMap<>();
            List<LinkDestination> leads = new ArrayList<>(urls.size());
            for (String url : urls) {
                String token = tokens.close(workspace, LINK, message.message() + " " + leads.size());
                links.put(url, address.of("/l/" + token));
                leads.add(new LinkDestination(
                        URI.create(url).toASCIIString(), message.offers().getOrDefault(url, "")));
            }
            targets.put(message.message(), leads);
            String pixel = address.of("/o/" + tokens.close(workspace, PIXEL, Long.toString(message.message())));
            signed.add(new Signed(links, pixel));
        }
        rows.sign(workspace, messages, targets, clock.instant());
        return signed;
    }

    Optional<LinkTarget> link(String token) {
        return tokens.open(LINK, token).map(opened -> {
            String[] parts = opened.content().split(" ", 2);
            return new LinkTarget(opened.workspace(), Long.parseLong(parts[0]), Integer.valueOf(parts[1]));
        });
    }

    Optional<LinkTarget> pixel(String token) {
        return tokens.open(PIXEL, token)
                .map(opened -> new LinkTarget(opened.workspace(), Long.parseLong(opened.content()), null));
    }

    /** Whether a browser can be sent there; what is no web address (mailto:, tel:) leads where it leads by itself. */
    private static boolean isWeb(String url) {
        try {
            URI uri = new URI(url);
            return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && url.length() <= LONGEST;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }
}
