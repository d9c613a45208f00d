package dev.sluice.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.TestClock;
import dev.sluice.form.hosted.FormRateLimits;
import dev.sluice.statistics.Proportion;
import dev.sluice.workspace.RequestLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FormRulesTest {
    @Test
    void every_accent_carries_white_text_readably() throws IOException {
        String css = Files.readString(Path.of("src/main/resources/static/css/form.css"));
        for (FormDefinition.Accent accent : FormDefinition.Accent.values()) {
            Matcher hue = Pattern.compile("\\.accent-" + accent.code() + " \\{ --accent: #([0-9a-f]{6}); }")
                    .matcher(css);

            assertThat(hue.find()).as(accent.code()).isTrue();
            assertThat(1.05 / (luminance(Integer.parseInt(hue.group(1), 16)) + 0.05))
                    .as(accent.code())
                    .isGreaterThanOrEqualTo(4.5);
        }
    }

    private static double luminance(int colour) {
        return 0.2126 * channel(colour >> 16) + 0.7152 * channel(colour >> 8) + 0.0722 * channel(colour);
    }

    private static double channel(int value) {
        double part = (value & 0xff) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    @Test
    void what_a_page_carries_opens_only_whole_unchanged_and_for_its_purpose() {
        SignedState seal = new SignedState(new byte[32]);
        String sealed = seal.close("page:audit", Map.of("v", "ada"));

        assertThat(seal.open("page:audit", sealed)).contains(Map.of("v", "ada"));
        assertThat(seal.open("asset:audit", sealed)).isEmpty();
        assertThat(new SignedState("another workspace's secret".getBytes()).open("page:audit", sealed))
                .isEmpty();
        for (int i = 0; i < sealed.length() - 1; i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(seal.open("page:audit", sealed.substring(0, i) + other + sealed.substring(i + 1)))
                    .isEmpty();
        }
        for (String wrong : List.of("", ".", "a.b", sealed.replace(".", ""), "x".repeat(10_000))) {
            assertThat(seal.open("page:audit", wrong)).isEmpty();
        }
    }

    @Test
    void what_a_page_carried_before_an_update_still_opens() {
        // signed by another library
        assertThat(new SignedState(new byte[32])
                        .open("page:audit", "eyJzdGVwIjoyfQ.fnTm4U3Jo90OSZ5xCIdE28w97QWZR9piLimhDousFYQ"))
                .contains(Map.of("step", 2));
    }

    @Test
    void one_address_may_not_use_up_what_another_may_send() {
        FormRateLimits limits =
                new FormRateLimits(RequestLimits.ofThisNode(InstantSource.fixed(TestClock.now())), 3, 100, 10);
        for (int i = 0; i < 3; i++) {
            assertThat(limits.maySend("audit", "192.0.2.7")).isTrue();
        }

        assertThat(limits.maySend("audit", "192.0.2.7")).isFalse();
        assertThat(limits.maySend("audit", "192.0.2.8")).isTrue();
        assertThat(limits.maySend("other", "192.0.2.7")).isTrue();
    }

    @Test
    void a_rate_says_what_n_allows() {
        assertThat(new Proportion(1, 8).text()).isEqualTo("12.5 %");
        assertThat(new Proportion(1, 8).evidence()).isEqualTo("1 of 8; with 95 % confidence 2.2 to 47.1 %");
        assertThat(new Proportion(0, 0).text()).isEqualTo("–");
    }
}
