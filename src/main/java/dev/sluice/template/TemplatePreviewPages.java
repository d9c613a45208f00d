package dev.sluice.template;

import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.template.TemplatePreviews.TemplatePreview;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The preview beside the editor of templates. */
@Controller
@RequiresRole(Role.MEMBER)
class TemplatePreviewPages {
    private final Pages pages;
    private final TemplatePreviews previews;

    TemplatePreviewPages(Pages pages, TemplatePreviews previews) {
        this.pages = pages;
        this.previews = previews;
    }

    /** For the person with the address, or an invented one. While a template is incomplete its error is the preview. */
    @PostMapping("/outreach/preview")
    View preview(
            Member member,
            @RequestParam Map<String, String> fields,
            @RequestParam(name = "reader", defaultValue = "") String address,
            HttpServletRequest request) {
        FormView.onError(request, errors -> page(TemplatePreview.EMPTY, errors.first()));
        TemplateInput input = TemplateInput.of(fields, "preview").titled("Preview");
        return page(previews.of(member, input.template(), address), "");
    }

    private View page(TemplatePreview preview, String error) {
        return pages.page("template/preview", Map.of("preview", preview, "fault", error));
    }
}
