package dev.sluice.imports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ContentDisposition;

/** Sends rows back as a file to be saved, never to be shown. */
final class RejectedRowsFile {
    private RejectedRowsFile() {}

    static void remarks(ImportService desk, int workspace, Import one, boolean refused, HttpServletResponse response)
            throws IOException {
        String name = (refused ? "refused " : "left out ") + one.file().replaceFirst("\\.[A-Za-z]{2,4}$", "") + ".csv";
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(name, java.nio.charset.StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        desk.remarks(workspace, one, refused, response.getOutputStream());
    }
}
