package dev.sluice.consent;

import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.database.LinkTokens;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The links by which whoever gets a mail says that they want no more; they never expire and show no address. */
@Component
public class UnsubscribeLinks {
    /**
     * What a mail carries.
     *
     * @param page for the footer: a page that asks before it acts, with the preferences on it
     * @param oneClick for the header List-Unsubscribe beside List-Unsubscribe-Post (RFC 8058): a POST acts at once
     */
    public record UnsubscribeUrls(String page, String oneClick) {}

    /** Who unsubscribes by a link, and which message it came in. */
    record UnsubscribeRecipient(int workspace, long person, String address, long message) {}

    private static final String PURPOSE = "unsubscribe";

    private final LinkTokens tokens;
    private final PublicUrl address;

    UnsubscribeLinks(LinkTokens tokens, PublicUrl address) {
        this.tokens = tokens;
        this.address = address;
    }

    /** The links of one message to that address. */
    public UnsubscribeUrls of(int workspace, long person, String to, long message) {
        String link = address.of("/u/" + tokens.close(workspace, PURPOSE, person + " " + message + " " + to));
        return new UnsubscribeUrls(link, link);
    }

    Optional<UnsubscribeRecipient> open(@Nullable String token) {
        return tokens.open(PURPOSE, token).map(opened -> {
            String[] parts = opened.content().split(" ", 3);
            return new UnsubscribeRecipient(
                    opened.workspace(), Long.parseLong(parts[0]), parts[2], Long.parseLong(parts[1]));
        });
    }
}
