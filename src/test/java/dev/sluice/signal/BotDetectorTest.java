package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class BotDetectorTest {
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/142.0.0.0 Safari/537.36";

    @Test
    void every_sample_agent_of_the_list_is_a_machine() throws IOException {
        List<String> samples = Files.readAllLines(Path.of("src/test/resources/lists/crawler-agents.txt"));

        assertThat(samples).hasSize(2_116).allMatch(BotDetector::isMachine);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHROME,
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                "Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0",
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/490.0.0.41.106;FBDV/iPhone14,5]",
                "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.107 Mobile Safari/537.36 Instagram 356.0.0.41.101 Android",
                "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko"
            })
    void ordinary_browsers_are_people(String browser) {
        assertThat(BotDetector.isMachine(browser)).isFalse();
    }

    @Test
    void a_missing_agent_is_no_proof_in_a_report_but_is_one_on_a_page_for_people() {
        assertThat(BotDetector.isMachine((String) null)).isFalse();
        assertThat(BotDetector.isMachine(" ")).isFalse();
        assertThat(BotDetector.isMachine(new MockHttpServletRequest("GET", "/f/audit")))
                .isTrue();
    }

    @Test
    void asking_only_for_the_head_or_ahead_of_need_is_a_machines_way() {
        MockHttpServletRequest read = browse("GET");
        MockHttpServletRequest ahead = browse("GET");
        ahead.addHeader("Sec-Purpose", "prefetch;prerender");

        assertThat(BotDetector.isMachine(read)).isFalse();
        assertThat(BotDetector.isMachine(ahead)).isTrue();
        assertThat(BotDetector.isMachine(browse("HEAD"))).isTrue();
    }

    @Test
    void an_endless_agent_is_judged_by_its_beginning() {
        assertThat(BotDetector.isMachine(CHROME + "x".repeat(1_000_000) + "Googlebot/2.1"))
                .isFalse();
        assertThat(BotDetector.isMachine("Googlebot/2.1 " + "x".repeat(1_000_000)))
                .isTrue();
    }

    private static MockHttpServletRequest browse(String method) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/f/audit");
        request.addHeader("User-Agent", CHROME);
        return request;
    }
}
