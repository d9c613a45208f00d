package dev.sluice.insight.forecast;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sets how much a workspace wants to win in a month. */
@Component
class ForecastTargets {
    private static final double MAX_AMOUNT = 1e12;

    private final ForecastTargetRows rows;
    private final Tenancy tenancy;
    private final AuditLog audit;
    private final InstantSource clock;

    ForecastTargets(ForecastTargetRows rows, Tenancy tenancy, AuditLog audit, InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param amount blank or 0 removes the target
     * @throws BadInput when the month or the amount cannot be read
     */
    void set(Member member, String month, String amount) {
        LocalDate first = month(month);
        double target = amount(amount);
        tenancy.in(member.workspace(), () -> {
            rows.set(member.workspace(), first, target, member.user(), clock.instant());
            audit.note(member, "target set", month, Map.of("amount", target));
        });
    }

    private static LocalDate month(String text) {
        try {
            return YearMonth.parse(text).atDay(1);
        } catch (DateTimeParseException _) {
            throw new BadInput("month", "Write a month like 2026-01.");
        }
    }

    private static double amount(String text) {
        try {
            double amount = text.isBlank() ? 0 : Double.parseDouble(text.strip().replace(",", ""));
            if (amount >= 0 && amount < MAX_AMOUNT) {
                return amount;
            }
        } catch (NumberFormatException _) {
            // falls through to the sentence below
        }
        throw new BadInput("amount", "Write an amount as a number, or nothing for no target.");
    }
}
