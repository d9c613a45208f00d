package dev.sluice.people;

import dev.sluice.person.EmailAddress;
import dev.sluice.person.ManualSignals;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Person;
import dev.sluice.person.PersonSignals;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.BadInput.FieldError;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The form that adds a person by hand. */
@Controller
@RequiresRole(Role.MEMBER)
class NewPersonPages {
    private static final List<String> TRAITS = List.of("name", "phone", "role", "company", "country");

    private final Pages pages;
    private final ManualSignals signals;

    NewPersonPages(Pages pages, ManualSignals signals) {
        this.pages = pages;
        this.signals = signals;
    }

    @GetMapping("/people/new")
    View form() {
        return form(200, Map.of(), Map.of());
    }

    @PostMapping("/people")
    View add(Member member, @RequestParam Map<String, String> input, HttpServletRequest request) {
        FormView.onError(request, errors -> form(422, input, errors.fields()));
        Map<String, Object> traits = traits(input);
        String email = field(input, "email");
        check(email, traits);
        Person person = signals.add(
                Teller.of(member),
                email.isEmpty() ? new IdentityKeys(null, null, null, List.of()) : IdentityKeys.email(email),
                traits);
        String note = field(input, "note");
        SignalKind contact = LoggedContact.kind(field(input, "how"));
        if (contact != null || !note.isEmpty()) {
            SignalKind kind = contact == null ? PersonSignals.NOTE_ADDED : contact;
            signals.tell(Teller.of(member), person, kind, "", Map.of(), LoggedContact.remark(note));
        }
        return Redirect.to("/people/" + person.id());
    }

    private static Map<String, Object> traits(Map<String, String> input) {
        Map<String, Object> traits = new HashMap<>();
        for (String name : TRAITS) {
            String value = field(input, name);
            if (!value.isEmpty()) {
                TraitInput.askCountry(name, name, value);
                traits.put(name, TraitInput.text(name, value));
            }
        }
        return traits;
    }

    private static void check(String email, Map<String, Object> traits) {
        List<FieldError> errors = new ArrayList<>();
        if (!email.isEmpty() && EmailAddress.normal(email) == null) {
            errors.add(new FieldError("email", "Write an e-mail address like name@example.com."));
        }
        if (email.isEmpty() && !traits.containsKey("name")) {
            errors.add(new FieldError("name", "Write a name or an e-mail address; one of them is enough."));
        }
        if (!errors.isEmpty()) {
            throw new BadInput(errors);
        }
    }

    private static String field(Map<String, String> input, String name) {
        return input.getOrDefault(name, "").strip();
    }

    private View form(int status, Map<String, String> input, Map<String, String> errors) {
        return pages.page(status, "people/new", Map.of("input", input, "errors", errors));
    }
}
