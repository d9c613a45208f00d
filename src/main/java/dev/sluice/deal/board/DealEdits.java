package dev.sluice.deal.board;

import dev.sluice.deal.DealChange;
import dev.sluice.deal.Deals;
import dev.sluice.deal.Deals.DealCommand;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** Applies a form of a deal's page, and shows the page again where that is not possible. */
@Component
class DealEdits {
    private final Deals deals;
    private final DealViews views;

    DealEdits(Deals deals, DealViews views) {
        this.deals = deals;
        this.views = views;
    }

    View apply(
            HttpServletRequest request,
            Member member,
            long id,
            Map<String, String> form,
            Supplier<DealCommand> command) {
        return apply(request, member, id, form, "", command);
    }

    /** @param anchor where the page continues after the change */
    View apply(
            HttpServletRequest request,
            Member member,
            long id,
            Map<String, String> form,
            String anchor,
            Supplier<DealCommand> command) {
        FormView.onError(request, errors -> views.page(member, id, 422, form, errors.fields()));
        try {
            DealChange change = deals.change(Teller.of(member), id, command.get());
            if (change instanceof DealChange.DealConflict) {
                return views.page(member, id, 409, form, Map.of("deal", DealChange.DealConflict.MESSAGE));
            }
            change.orThrow();
        } catch (NotFound _) {
            throw new NotFound("There is no such deal or person.");
        }
        return Redirect.to("/deals/" + id + anchor);
    }
}
