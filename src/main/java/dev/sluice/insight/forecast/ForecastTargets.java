package dev.sluice.insight.forecast;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Money;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sets how much a workspace wants to win in a month. */
@Component
class ForecastTargets {
    private final ForecastTargetRows rows;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final AuditLog audit;
    private final InstantSource clock;

    ForecastTargets(
            ForecastTargetRows rows, Tenancy tenancy, Workspaces workspaces, AuditLog audit, InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param amount blank or 0 removes the target
     * @param currency "" for the workspace's
     * @throws BadInput when the month, the amount or the currency cannot be read
     */
    void set(Member member, String month, String amount, String currency) {
        LocalDate first = month(month);
        Money target = target(
                amount, currency.isEmpty() ? workspaces.get(member.workspace()).currency() : currency);
        tenancy.in(member.workspace(), () -> {
            rows.set(member.workspace(), first, target, member.user(), clock.instant());
            audit.note(member, "target set", month, Map.of("amount", target.amount(), "currency", currency));
        });
    }

    private static LocalDate month(String text) {
        try {
            return YearMonth.parse(text).atDay(1);
        } catch (DateTimeParseException _) {
            throw new BadInput("month", "Write a month like 2026-01.");
        }
    }

    private static Money target(String text, String code) {
        BigDecimal amount = text.isBlank() ? BigDecimal.ZERO : Money.amount(text);
        Currency currency = Money.currency(code);
        if (currency == null) {
            throw new BadInput("currency", "Write a currency by its ISO 4217 code, such as USD or EUR.");
        }
        if (amount == null || !Money.fits(amount, currency)) {
            throw new BadInput("amount", "Write an amount as a number, or nothing for no target.");
        }
        return new Money(amount, currency);
    }
}
