package dev.sluice.insight.sources;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.sluice.insight.cohort.ReportFilter;
import dev.sluice.insight.cohort.ReportFilterReader;
import dev.sluice.insight.sources.SpendRows.Spent;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.signal.origin.OriginName;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What each source brings, and what it costs where that has been said. */
@Controller
@RequiresRole(Role.MEMBER)
class SourceReportPages {
    private static final int MOST = 5_000;

    private final Pages pages;
    private final ReportFilterReader filters;
    private final SourceReports reports;
    private final SpendRows rows;
    private final Tenancy tenancy;
    private final AuditLog audit;
    private final InstantSource clock;

    SourceReportPages(
            Pages pages,
            ReportFilterReader filters,
            SourceReports reports,
            SpendRows rows,
            Tenancy tenancy,
            AuditLog audit,
            InstantSource clock) {
        this.pages = pages;
        this.filters = filters;
        this.reports = reports;
        this.rows = rows;
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/insight/sources")
    View sources(
            Member member, @RequestParam Map<String, String> parameters, @RequestParam(defaultValue = "") String by) {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        return pages.page(
                "insight/sources/sources",
                Map.of(
                        "report", reports.report(member.workspace(), filter, SourceReports.by(by)),
                        "when", new TimeFormat(filter.seen(), filter.zone()),
                        "mayWrite", member.role().covers(Role.MANAGER)));
    }

    @GetMapping("/insight/sources.csv")
    void csv(
            Member member,
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "") String by,
            HttpServletResponse response)
            throws IOException {
        ReportFilter filter = filters.read(member.workspace(), parameters);
        CsvOutput.send(
                response,
                "sources",
                reports.report(member.workspace(), filter, SourceReports.by(by)).cells());
    }

    /** One amount, or many as CSV with the columns source, month, amount and, if wanted, campaign. */
    @RequiresRole(Role.MANAGER)
    @PostMapping("/insight/spend")
    View spend(
            Member member,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String campaign,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String csv) {
        List<Spent> entries = csv.isBlank() ? List.of(entry("", source, campaign, month, amount)) : read(csv);
        tenancy.in(member.workspace(), () -> {
            rows.set(member.workspace(), entries, member.user(), clock.instant());
            audit.note(member, "spend set", entries.size() == 1 ? source : "CSV", Map.of("entries", entries.size()));
        });
        return Redirect.to("/insight/sources?period=12m");
    }

    private static List<Spent> read(String csv) {
        List<Spent> entries = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv.strip())) {
            for (NamedCsvRecord row : reader) {
                String line = "line " + row.getStartingLineNumber();
                entries.add(entry(
                        line + ", ",
                        row.findField("source").orElse(""),
                        row.findField("campaign").orElse(""),
                        row.findField("month").orElse(""),
                        row.findField("amount").orElse("")));
                if (entries.size() > MOST) {
                    throw new BadInput("csv", "At most " + MOST + " lines at once; split the file.");
                }
            }
        } catch (CsvParseException | IOException broken) {
            throw new BadInput("csv", "This is not CSV; the first line names the columns: source, month, amount.");
        }
        if (entries.isEmpty()) {
            throw new BadInput("csv", "There is no line; the first names the columns: source, month, amount.");
        }
        return entries;
    }

    private static Spent entry(String where, String source, String campaign, String month, String amount) {
        if (source.isBlank() || source.length() > 200 || campaign.length() > 200) {
            throw new BadInput(where + "source", "Name the source as the table does, in at most 200 characters.");
        }
        return new Spent(OriginName.of(source), campaign.strip(), month(where, month), amount(where, amount));
    }

    private static LocalDate month(String where, String text) {
        try {
            return YearMonth.parse(
                            text.strip().substring(0, Math.min(7, text.strip().length())))
                    .atDay(1);
        } catch (DateTimeParseException notAMonth) {
            throw new BadInput(where + "month", "Write a month like 2026-01.");
        }
    }

    private static BigDecimal amount(String where, String text) {
        try {
            BigDecimal amount = new BigDecimal(text.strip().replace(",", ""));
            if (amount.signum() >= 0 && amount.compareTo(new BigDecimal("1000000000")) < 0) {
                return amount;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the sentence below
        }
        throw new BadInput(where + "amount", "Write an amount as a number like 1200 or 1200.50.");
    }
}
