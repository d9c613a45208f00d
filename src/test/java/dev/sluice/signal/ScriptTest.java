package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ScriptTest extends SluiceTest {
    @Test
    void the_tracking_script_is_under_five_kilobytes_packed_and_any_site_may_load_it() throws IOException {
        HttpResponse<String> script = browser().get("/sluice.js");

        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(script.body().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(packed.size()).isLessThan(5 * 1024);
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(script.headers().firstValue("Cache-Control").orElse("")).contains("max-age=3600", "public");
        assertThat(script.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(script.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void an_unchanged_script_is_not_sent_again() {
        String tag = browser().get("/sluice.js").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = browser()
                .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sluice.js"))
                        .header("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void the_script_that_embeds_a_form_is_for_any_site_too() {
        HttpResponse<String> script = browser().get("/embed/form.js");

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Cross-Origin-Resource-Policy")).contains("cross-origin");
    }
}
