package dev.sluice.insight;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.sluice.insight.CohortSql.By;
import dev.sluice.insight.SpendRows.Spent;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.CsvOut;
import dev.sluice.platform.Pages;
import dev.sluice.platform.Rate;
import dev.sluice.platform.Redirect;
import dev.sluice.platform.Tenancy;
import dev.sluice.platform.When;
import dev.sluice.workspace.Allowed;
import dev.sluice.workspace.Audit;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What each source brings, and what it costs where that has been said. */
@Controller
@Allowed(Role.MEMBER)
class SourcePages {
    private static final int MOST = 5_000;

    private final Pages pages;
    private final LensReader lenses;
    private final Metrics metrics;
    private final SpendRows rows;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final Audit audit;
    private final InstantSource clock;

    SourcePages(
            Pages pages,
            LensReader lenses,
            Metrics metrics,
            SpendRows rows,
            Workspaces workspaces,
            Tenancy tenancy,
            Audit audit,
            InstantSource clock) {
        this.pages = pages;
        this.lenses = lenses;
        this.metrics = metrics;
        this.rows = rows;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/insight/sources")
    View sources(Member member, @RequestParam Map<String, String> said) {
        Lens lens = lenses.read(member.workspace(), said);
        return pages.page(
                "insight/sources",
                Map.of(
                        "report", report(member.workspace(), lens),
                        "when", new When(lens.seen(), lens.zone()),
                        "mayWrite", member.role().covers(Role.MANAGER)));
    }

    SourceReport report(int workspace, Lens lens) {
        List<Metrics.Row> groups = metrics.by(workspace, lens, By.SOURCE);
        return tenancy.read(workspace, () -> {
            Map<String, SpendRows.Brought> brought = rows.brought(new CohortSql(workspace, lens, By.NOTHING));
            Map<String, Instant> newest = rows.newest(new CohortSql(
                    workspace, lens.plain().within(null, lens.seen()).ofVisitors(), By.NOTHING));
            Map<String, Double> spent = rows.spent(
                    workspace,
                    lens.from() == null ? null : lens.firstDay().withDayOfMonth(1),
                    lens.lastDay().plusDays(1));
            List<SourceReport.Line> lines = groups.stream()
                    .map(group -> line(lens, group, spent, brought, newest.get(group.key())))
                    .toList();
            return new SourceReport(
                    lens,
                    lines,
                    lines.stream().mapToLong(SourceReport.Line::leads).sum(),
                    lines.stream().mapToLong(line -> line.won().part()).sum(),
                    lines.stream().mapToDouble(SourceReport.Line::spent).sum(),
                    lines.stream().mapToDouble(SourceReport.Line::brought).sum(),
                    workspaces.get(workspace).currency());
        });
    }

    private static SourceReport.Line line(
            Lens lens,
            Metrics.Row group,
            Map<String, Double> spent,
            Map<String, SpendRows.Brought> brought,
            @Nullable Instant newest) {
        Figures figures = group.measure().figures();
        int before = Measure.beforeSales(group.measure().stages());
        double cost = spent.getOrDefault(group.key(), 0.0);
        Duration span = lens.from() == null ? Duration.ofDays(365) : Duration.between(lens.from(), lens.to());
        return new SourceReport.Line(
                group.key(),
                figures.people(),
                before < 0 ? 0 : figures.stage(before).reached(),
                new Rate(figures.won(), figures.people()),
                cost,
                figures.people() == 0 ? 0 : cost * (figures.lost() + figures.disqualified()) / figures.people(),
                brought.getOrDefault(group.key(), new SpendRows.Brought(0, 0)).amount(),
                SourceReport.silent(figures.people(), span, newest, lens.seen()));
    }

    @GetMapping("/insight/sources.csv")
    void csv(Member member, @RequestParam Map<String, String> said, HttpServletResponse response) throws IOException {
        SourceReport report = report(member.workspace(), lenses.read(member.workspace(), said));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"sources.csv\"");
        try (CsvOut out = new CsvOut(response.getOutputStream())) {
            out.row(List.of("source", "leads", "qualified", "won", "spent", "wasted", "brought"));
            for (SourceReport.Line line : report.lines()) {
                out.row(List.of(
                        line.source(),
                        Long.toString(line.leads()),
                        Long.toString(line.qualified()),
                        Long.toString(line.won().part()),
                        Double.toString(line.spent()),
                        Double.toString(line.wasted()),
                        Double.toString(line.brought())));
            }
        }
    }

    /** One amount, or many as CSV with the columns source, month, amount and, if wanted, campaign. */
    @Allowed(Role.MANAGER)
    @PostMapping("/insight/spend")
    View spend(
            Member member,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String csv) {
        List<Spent> entries = csv.isBlank() ? List.of(entry("", source, "", month, amount)) : read(csv);
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
        return new Spent(source.strip(), campaign.strip(), month(where, month), amount(where, amount));
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
