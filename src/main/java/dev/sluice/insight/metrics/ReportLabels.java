package dev.sluice.insight.metrics;

import dev.sluice.platform.database.Tenancy;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The names that reports show for ids. */
@Component
class ReportLabels {
    private final ReportLabelRows rows;
    private final Tenancy tenancy;

    ReportLabels(ReportLabelRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    /** The users of the workspace by their ids as text. */
    Map<String, String> users(int workspace) {
        return tenancy.read(workspace, () -> rows.users(workspace));
    }
}
