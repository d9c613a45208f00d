package dev.sluice.imports;

import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.mapping.StageMapping;
import dev.sluice.imports.proposal.MappingSuggestion;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** Imports in the browser: hand in a file, say what its columns tell, watch it, fetch what was refused. */
@Controller
class ImportPages {
    private final ImportService imports;
    private final ImportMappings mappings;
    private final RejectedRowsFile rejectedRows;
    private final Pages pages;
    private final AuditLog audit;

    ImportPages(
            ImportService imports,
            ImportMappings mappings,
            RejectedRowsFile rejectedRows,
            Pages pages,
            AuditLog audit) {
        this.imports = imports;
        this.mappings = mappings;
        this.rejectedRows = rejectedRows;
        this.pages = pages;
        this.audit = audit;
    }

    @GetMapping("/imports")
    @RequiresRole(Role.MEMBER)
    View list(Member member) {
        return list(member, 200, "");
    }

    private View list(Member member, int status, String fault) {
        return pages.page(
                status, "imports/list", Map.of("imports", imports.latest(member.workspace()), "fault", fault));
    }

    @PostMapping("/imports")
    @RequiresRole(Role.MANAGER)
    View handIn(Member member, @RequestParam("file") MultipartFile file, HttpServletRequest request)
            throws IOException {
        FormView.onError(request, errors -> list(member, 422, errors.first()));
        String name = file.getOriginalFilename();
        try (InputStream upload = file.getInputStream()) {
            long id = mappings.handIn(
                    member.workspace(),
                    name == null ? "" : name,
                    upload,
                    ImportMappings.MappingInput.NOTHING,
                    member.user());
            return to(id);
        }
    }

    @GetMapping("/imports/{id}")
    @RequiresRole(Role.MEMBER)
    View show(Member member, @PathVariable("id") long id) throws IOException {
        Import one = imports.get(member.workspace(), id);
        return one.state() == Import.ImportState.UPLOADED
                ? mapping(member, one, null, List.of())
                : pages.page("imports/progress", Map.of("one", one));
    }

    /** @param typed the form as it was sent, null where it is shown for the first time */
    private View mapping(Member member, Import one, @Nullable HttpServletRequest typed, Collection<String> faults) {
        try {
            MappingSuggestion proposal = mappings.proposal(member.workspace(), one);
            ColumnMapping mapping = typed == null ? one.mapping() : ColumnMappingForm.lenient(typed, one);
            Map<String, Object> shown = new HashMap<>();
            shown.put("one", one);
            shown.put("mapping", mapping);
            shown.put("proposal", proposal);
            shown.put("twin", imports.twin(member.workspace(), one));
            shown.put("rehearsed", RowPreview.of(mappings, member.workspace(), one, mapping, proposal.sample()));
            shown.put("stages", mappings.stages(member.workspace(), one, mapping));
            shown.put("readings", mappings.readings(one));
            shown.put("unsaid", ColumnMappingForm.unsaid(typed, proposal));
            shown.put("faults", List.copyOf(faults));
            return pages.page(faults.isEmpty() ? 200 : 422, "imports/mapping", shown);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Reads the file in another way than was found. */
    @PostMapping("/imports/{id}/reading")
    @RequiresRole(Role.MANAGER)
    View readAs(
            Member member,
            @PathVariable("id") long id,
            @RequestParam("encoding") String encoding,
            @RequestParam("separator") String separator,
            HttpServletRequest request)
            throws IOException {
        Import one = imports.get(member.workspace(), id);
        FormView.onError(
                request, errors -> mapping(member, one, null, errors.fields().values()));
        mappings.readAs(member.workspace(), one, encoding.isBlank() ? null : encoding, separator);
        return to(id);
    }

    /** What the first rows would become by the mapping as it stands in the form. */
    @PostMapping("/imports/{id}/rehearsal")
    @RequiresRole(Role.MANAGER)
    View rehearse(Member member, @PathVariable("id") long id, HttpServletRequest form) throws IOException {
        Import one = imports.get(member.workspace(), id);
        FormView.onError(
                form,
                errors -> rehearsal(
                        List.of(),
                        StageMapping.SeenStage.NOTHING,
                        errors.fields().values()));
        MappingSuggestion proposal = mappings.proposal(member.workspace(), one);
        ColumnMapping mapping = ColumnMappingForm.read(form, one, proposal).checked();
        return rehearsal(
                RowPreview.of(mappings, member.workspace(), one, mapping, proposal.sample()),
                mappings.stages(member.workspace(), one, mapping),
                List.of());
    }

    private View rehearsal(List<RowPreview> rows, StageMapping.SeenStage stages, Collection<String> faults) {
        return pages.page(
                "imports/rehearsal", Map.of("rehearsed", rows, "stages", stages, "faults", List.copyOf(faults)));
    }

    @PostMapping("/imports/{id}/start")
    @RequiresRole(Role.MANAGER)
    View start(Member member, @PathVariable("id") long id, HttpServletRequest form) throws IOException {
        Import one = imports.get(member.workspace(), id);
        FormView.onError(
                form, errors -> mapping(member, one, form, errors.fields().values()));
        if (one.state() == Import.ImportState.UPLOADED) {
            MappingSuggestion proposal = mappings.proposal(member.workspace(), one);
            ImportMappings.requireEncoding(one.layout());
            mappings.map(
                    member.workspace(),
                    one,
                    proposal.with(ColumnMappingForm.read(form, one, proposal).checked()));
            audit.note(member, "import begun", one.file(), Map.of("import", id));
        }
        imports.start(member.workspace(), id);
        return to(id);
    }

    @PostMapping("/imports/{id}/pause")
    @RequiresRole(Role.MANAGER)
    View pause(Member member, @PathVariable("id") long id) {
        imports.pause(member.workspace(), id);
        return to(id);
    }

    @PostMapping("/imports/{id}/cancellation")
    @RequiresRole(Role.MANAGER)
    View cancel(Member member, @PathVariable("id") long id) {
        Import one = imports.get(member.workspace(), id);
        if (imports.cancel(member.workspace(), id)) {
            audit.note(member, "import called off", one.file(), Map.of("import", id));
        }
        return one.state() == Import.ImportState.UPLOADED ? Redirect.to("/imports") : to(id);
    }

    @GetMapping("/imports/{id}/status")
    @RequiresRole(Role.MEMBER)
    View status(Member member, @PathVariable("id") long id, HttpServletResponse response) {
        Import one = imports.get(member.workspace(), id);
        if (one.state() != Import.ImportState.RUNNING) {
            response.setHeader("HX-Refresh", "true");
        }
        return pages.page("imports/status", Map.of("one", one));
    }

    @GetMapping("/imports/{id}/refused")
    @RequiresRole(Role.MEMBER)
    void refused(Member member, @PathVariable("id") long id, HttpServletResponse response) throws IOException {
        rejectedRows.send(member.workspace(), imports.get(member.workspace(), id), true, response);
    }

    @GetMapping("/imports/{id}/set-aside")
    @RequiresRole(Role.MEMBER)
    void setAside(Member member, @PathVariable("id") long id, HttpServletResponse response) throws IOException {
        rejectedRows.send(member.workspace(), imports.get(member.workspace(), id), false, response);
    }

    private static View to(@Nullable Object id) {
        return Redirect.to("/imports/" + id);
    }
}
