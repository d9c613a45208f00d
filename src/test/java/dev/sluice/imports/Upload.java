package dev.sluice.imports;

import dev.sluice.Api;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Hands files to the API as a browser or curl would. */
public final class Upload {
    private Upload() {}

    public static HttpResponse<String> post(
            Api api, String path, String file, byte[] content, Map<String, String> fields) {
        String boundary = "----0123456789abcdef";
        return api.send(api.request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body(boundary, file, content, fields))));
    }

    static byte[] body(String boundary, String file, byte[] content, Map<String, String> fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> text(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                        + "\r\n"));
        text(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file
                        + "\"\r\nContent-Type: text/csv\r\n\r\n");
        body.writeBytes(content);
        text(body, "\r\n--" + boundary + "--\r\n");
        return body.toByteArray();
    }

    private static void text(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
