package dev.sluice.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One Idempotency-Key stands for one upload, whatever its length and its boundary. */
class RepeatedUploadTest extends SluiceTest {
    private static final String ANN = "Email,Name\nann@example.com,Ann\n";
    private static final String BEN = "Email,Name\nben@example.com,Ben\n";

    private Api api;

    @BeforeEach
    void begin() {
        api = api(workspace());
    }

    @Test
    void anotherListOfTheSameLengthUnderTheSameKeyIsRefused() {
        assertThat(ANN).hasSameSizeAs(BEN);
        assertThat(upload("one", "list.csv", ANN).statusCode()).isEqualTo(202);

        HttpResponse<String> other = upload("two", "list.csv", BEN);

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("was used for another request");
    }

    @Test
    void anotherNameOfTheFileIsAnotherUpload() {
        assertThat(upload("one", "list.csv", ANN).statusCode()).isEqualTo(202);

        assertThat(upload("one", "lisa.csv", ANN).statusCode()).isEqualTo(422);
    }

    @Test
    void theSameListWithAnotherBoundaryIsTheSameUpload() {
        HttpResponse<String> first = upload("one", "list.csv", ANN);
        HttpResponse<String> again = upload("two", "list.csv", ANN);

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
    }

    private HttpResponse<String> upload(String boundary, String file, String content) {
        return api.send(api.request("/api/v1/imports")
                .header("Idempotency-Key", "the-key")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(
                        Upload.body(boundary, file, content.getBytes(StandardCharsets.UTF_8), Map.of()))));
    }
}
