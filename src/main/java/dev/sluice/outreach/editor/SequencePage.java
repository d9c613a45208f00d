package dev.sluice.outreach.editor;

import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.template.Templates;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** Renders the page of a sequence, also as the answer to its forms. */
@Component
class SequencePage {
    static final String PATH = "/outreach/sequences/";

    private final Pages pages;
    private final SequenceView view;
    private final Sequences sequences;
    private final SequenceStarts starts;
    private final Templates templates;
    private final Workspaces workspaces;
    private final InstantSource clock;

    SequencePage(
            Pages pages,
            SequenceView view,
            Sequences sequences,
            SequenceStarts starts,
            Templates templates,
            Workspaces workspaces,
            InstantSource clock) {
        this.pages = pages;
        this.view = view;
        this.sequences = sequences;
        this.starts = starts;
        this.templates = templates;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    View show(Member member, String name) {
        return render(200, member, name, "", "");
    }

    /** From here on the page shows what is wrong with the input of its form. */
    void onError(HttpServletRequest request, Member member, String name) {
        sequences.get(member.workspace(), name);
        FormView.onError(request, errors -> render(422, member, name, errors.first(), ""));
    }

    /** The page after a change, with a message if there is one. */
    View changed(Member member, String name, String message) {
        return message.isBlank() ? Redirect.to(PATH + name) : render(200, member, name, "", message);
    }

    private View render(int status, Member member, String name, String error, String message) {
        int workspace = member.workspace();
        Map<String, Object> model = view.model(workspace, sequences.get(workspace, name));
        model.put("templates", templates.all(workspace));
        model.put("starts", starts.of(workspace, name));
        model.put("may", member.role().covers(Role.MANAGER));
        model.put("fault", error);
        model.put("said", message);
        model.put(
                "when",
                new TimeFormat(clock.instant(), workspaces.get(workspace).timeZone()));
        return pages.page(status, "outreach/editor/sequence", model);
    }
}
