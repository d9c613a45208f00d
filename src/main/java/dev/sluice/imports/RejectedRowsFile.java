package dev.sluice.imports;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.CsvOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Component;

/** The rejected rows of an import, or those accepted with something left out, as a download. */
@Component
class RejectedRowsFile {
    private static final int PAGE = 1_000;

    private final ImportRemarkRows rows;
    private final Tenancy tenancy;

    RejectedRowsFile(ImportRemarkRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    void send(int workspace, Import one, boolean refused, HttpServletResponse response) throws IOException {
        String name = (refused ? "refused " : "left out ") + one.file().replaceFirst("\\.[A-Za-z]{2,4}$", "") + ".csv";
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        write(workspace, one, refused, response.getOutputStream());
    }

    /** The refused rows, or those taken with pagething left out, as a file that can be mended and handed in again. */
    private void write(int workspace, Import one, boolean refused, OutputStream out) throws IOException {
        try (CsvOutput csv = new CsvOutput(out)) {
            List<String> header = new ArrayList<>(one.layout().columns());
            header.addAll(List.of("sluice_row", "sluice_reason"));
            csv.row(header);
            long after = 0;
            for (List<ImportRemarkRows.Remark> page = page(workspace, one.id(), refused, after);
                    !page.isEmpty();
                    page = page(workspace, one.id(), refused, after)) {
                page.forEach(remark -> csv.row(row(remark, header.size() - 2)));
                after = page.getLast().row();
            }
        }
    }

    private List<ImportRemarkRows.Remark> page(int workspace, long id, boolean refused, long after) {
        return tenancy.read(workspace, () -> rows.page(workspace, id, refused, after, PAGE));
    }

    private static List<String> row(ImportRemarkRows.Remark remark, int width) {
        List<String> cells = new ArrayList<>(remark.cells());
        while (cells.size() < width) {
            cells.add("");
        }
        cells.add(Math.min(width, cells.size()), Long.toString(remark.row()));
        cells.add(Math.min(width, cells.size()) + 1, remark.reason());
        return cells;
    }
}
