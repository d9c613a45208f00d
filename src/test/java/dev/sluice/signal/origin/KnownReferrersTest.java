package dev.sluice.signal.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Channels of a public collection of referrers, which is not ours to ship. */
class KnownReferrersTest {
    private static final Path CASES = Path.of("../shared/data/referrers/referrer_cases.json");

    private static final Map<String, Set<Channel>> MEDIA = Map.of(
            "search", Set.of(Channel.SEARCH),
            "social", Set.of(Channel.SOCIAL),
            "email", Set.of(Channel.EMAIL),
            "paid", Set.of(Channel.DISPLAY, Channel.PAID_SEARCH),
            "chatbot", Set.of(Channel.AI_ASSISTANT));

    @Test
    void nineInTenReferrersAreOfTheChannelThatTheyAreKnownFor() throws IOException {
        assumeTrue(Files.exists(CASES), "the collection is not here");
        List<String> wrong = new ArrayList<>();
        int known = 0;
        for (Object entry : (List<?>) Json.object(Files.readString(CASES)).get("cases")) {
            Map<?, ?> referrer = (Map<?, ?>) entry;
            Set<Channel> right = MEDIA.get(String.valueOf(referrer.get("medium")));
            if (right != null) {
                known++;
                String host = Referrers.host(String.valueOf(referrer.get("uri")));
                Channel channel = host == null ? Channel.DIRECT : Referrers.channel(host);
                if (!right.contains(channel)) {
                    wrong.add(referrer.get("medium") + " is " + channel.words() + ": " + host);
                }
            }
        }
        assertThat(known).isGreaterThan(100);
        assertThat(wrong).hasSizeLessThan(known / 10);
    }
}
