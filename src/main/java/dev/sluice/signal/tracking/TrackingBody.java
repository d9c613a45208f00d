package dev.sluice.signal.tracking;

import dev.sluice.platform.BadInput;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of a call of the tracking API: a JSON object of limited size, compressed or not. */
final class TrackingBody {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();
    /** The body is larger than the specification allows. */
    static final class BatchTooLarge extends RuntimeException {
        BatchTooLarge(String message) {
            super(message);
        }
    }

    private TrackingBody() {}

    static Map<String, Object> read(HttpServletRequest request, int limit) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        boolean zipped = "gzip".equalsIgnoreCase(request.getHeader("Content-Encoding"));
        try (InputStream raw = request.getInputStream();
                InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge(limit);
            }
            Map<String, Object> body = JSON.readValue(bytes, OBJECT);
            if (body == null) {
                throw new BadInput("body", "The body is empty; send a JSON object.");
            }
            return body;
        } catch (ZipException _) {
            throw new BadInput("body", "The body is not compressed by gzip, as its Content-Encoding says.");
        } catch (JacksonException failure) {
            throw new BadInput("body", "This is not a JSON object: " + firstLine(failure));
        }
    }

    private static BatchTooLarge tooLarge(int limit) {
        return new BatchTooLarge("The body may have " + limit / 1024 + " KB at most; send several smaller ones.");
    }

    private static String firstLine(JacksonException failure) {
        return failure.getOriginalMessage()
                + (failure.getLocation() == null
                        ? ""
                        : " (line " + failure.getLocation().getLineNr() + ", column "
                                + failure.getLocation().getColumnNr() + ")");
    }
}
