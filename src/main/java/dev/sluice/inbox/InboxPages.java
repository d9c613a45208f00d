package dev.sluice.inbox;

import dev.sluice.inbox.ReceivedMail.ReceivedState;
import dev.sluice.mail.Messages;
import dev.sluice.person.Persons;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Everything that came back: what it is, whose it is and why, and what still waits for somebody to say so. */
@Controller
@RequiresRole(Role.MEMBER)
class InboxPages {
    private static final int PAGE_SIZE = 50;

    private final Pages pages;
    private final ReceivedMailRows rows;
    private final ManualMailMatch matching;
    private final OptOutDecisions optOuts;
    private final DeliveryAlarm alarm;
    private final Persons persons;
    private final Messages messages;

    InboxPages(
            Pages pages,
            ReceivedMailRows rows,
            ManualMailMatch matching,
            OptOutDecisions optOuts,
            DeliveryAlarm alarm,
            Persons persons,
            Messages messages) {
        this.pages = pages;
        this.rows = rows;
        this.matching = matching;
        this.optOuts = optOuts;
        this.alarm = alarm;
        this.persons = persons;
        this.messages = messages;
    }

    @GetMapping("/outreach/inbox")
    View list(
            Member member,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") long before) {
        ReceivedState shown = List.of(ReceivedState.values()).stream()
                .filter(one -> one.code().equals(state))
                .findFirst()
                .orElse(null);
        Page<ReceivedMailRows.InboxEntry> page = Page.byId(
                rows.before(member.workspace(), shown, before <= 0 ? Long.MAX_VALUE : before, PAGE_SIZE + 1),
                PAGE_SIZE,
                line -> line.mail().id());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("lines", page.items());
        parameters.put("more", page.more());
        parameters.put("state", shown);
        parameters.put("counts", rows.counts(member.workspace()));
        return pages.page("inbox/list", parameters);
    }

    @GetMapping("/outreach/inbox/{id}")
    View one(Member member, @PathVariable long id) {
        return one(200, member, id, "", "");
    }

    @PostMapping("/outreach/inbox/{id}/assignment")
    View assign(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String person,
            HttpServletRequest request) {
        FormView.onError(request, errors -> one(422, member, id, errors.first(), person));
        matching.assign(member.workspace(), id, person, member.name());
        return Redirect.to("/outreach/inbox/" + id);
    }

    @PostMapping("/outreach/inbox/{id}/opt-out")
    View optOut(Member member, @PathVariable long id) {
        optOuts.decide(member.workspace(), id, true);
        return Redirect.to("/outreach/inbox/" + id);
    }

    @PostMapping("/outreach/inbox/{id}/opt-out-denial")
    View optOutDenial(Member member, @PathVariable long id) {
        optOuts.decide(member.workspace(), id, false);
        return Redirect.to("/outreach/inbox/" + id);
    }

    /** The part of every page of outreach that warns when servers refuse us. */
    @GetMapping("/outreach/delivery-alarm")
    View alarm(Member member) {
        return pages.page("inbox/alarm", Map.of("causes", alarm.causes(member.workspace())));
    }

    private View one(int status, Member member, long id, String fault, String typed) {
        ReceivedMail mail = rows.get(member.workspace(), id);
        @Nullable Long person = mail.person();
        @Nullable Long message = mail.message();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("mail", mail);
        parameters.put("person", person == null ? null : persons.get(member.workspace(), person));
        parameters.put("answers", message == null ? null : messages.get(member.workspace(), message));
        parameters.put("fault", fault);
        parameters.put("typed", typed);
        return pages.page(status, "inbox/mail", parameters);
    }
}
