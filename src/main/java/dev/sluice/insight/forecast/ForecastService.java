package dev.sluice.insight.forecast;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Money;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.Period;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Workspace;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.springframework.stereotype.Component;

/** The forecast that a request asks for, on pages and in the API alike. */
@Component
class ForecastService {
    private final Forecast forecast;
    private final Funnels funnels;
    private final Workspaces workspaces;
    private final InstantSource clock;

    ForecastService(Forecast forecast, Funnels funnels, Workspaces workspaces, InstantSource clock) {
        this.forecast = forecast;
        this.funnels = funnels;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /**
     * @param funnel its name, "" for the oldest active one
     * @param asOf a day, for the forecast as of its end; blank for now
     * @param currency its ISO 4217 code; "" for the workspace's or, where no deal is in that, the one of most deals
     * @throws NotFound when no active funnel has that name
     * @throws BadInput when {@code asOf} is not a day, or there is no such currency
     */
    ForecastReport report(int workspace, String funnel, String asOf, String currency) {
        DefinitionRun run = funnels.active(workspace).stream()
                .filter(active -> funnel.isEmpty() || active.definition().name().equals(funnel))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no active funnel of that name."));
        if (!currency.isEmpty() && !Money.codes().contains(currency)) {
            throw new BadInput("currency", "Write a currency by its ISO 4217 code, such as USD or EUR.");
        }
        Workspace own = workspaces.get(workspace);
        return forecast.report(own, run, seen(asOf, own.timeZone()), currency);
    }

    private Instant seen(String asOf, ZoneId zone) {
        Instant now = clock.instant();
        if (asOf.isBlank()) {
            return now;
        }
        try {
            Instant end = Period.endOf(LocalDate.parse(asOf), zone);
            return end.isAfter(now) ? now : end;
        } catch (DateTimeParseException _) {
            throw new BadInput("as_of", "Write a day like 2026-01-31.");
        }
    }
}
