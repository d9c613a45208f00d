package dev.sluice.outreach.editor;

import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.Sequence.Status;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.platform.BadInput;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Starts and pauses a sequence, changes its settings and enrols people. */
@Controller
@RequestMapping("/outreach/sequences/{name}")
@RequiresRole(Role.MANAGER)
class SequenceActions {
    private final SequencePage page;
    private final SequenceEditor editor;
    private final Sequences sequences;
    private final AddressEnrolment addresses;
    private final AuditLog audit;

    SequenceActions(
            SequencePage page, SequenceEditor editor, Sequences sequences, AddressEnrolment addresses, AuditLog audit) {
        this.page = page;
        this.editor = editor;
        this.sequences = sequences;
        this.addresses = addresses;
        this.audit = audit;
    }

    @PostMapping("/status")
    View status(
            Member member,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String status,
            HttpServletRequest request) {
        page.onError(request, member, name);
        Sequence changed = sequences.status(member.workspace(), name, Status.read(status));
        audit.note(member, "sequence " + changed.status().code(), name, Map.of());
        return page.changed(member, name, "");
    }

    @PostMapping("/settings")
    View settings(
            Member member,
            @PathVariable String name,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam Map<String, String> fields,
            @RequestParam(defaultValue = "") List<String> day,
            @RequestParam(defaultValue = "") List<String> exit,
            HttpServletRequest request) {
        page.onError(request, member, name);
        Map<String, Object> json = new HashMap<>(editor.definition(member, name).asJson());
        json.put("title", fields.getOrDefault("title", ""));
        json.put("purpose", fields.getOrDefault("purpose", ""));
        json.put("priority", priority(fields.getOrDefault("priority", "50")));
        json.put(
                "window",
                Map.of("days", day, "from", fields.getOrDefault("from", ""), "to", fields.getOrDefault("to", "")));
        json.put("exits", exit);
        return page.changed(member, name, editor.save(member, name, version, SequenceDefinition.read(json)));
    }

    private static int priority(String text) {
        if (!text.strip().matches("[0-9]{1,2}|100")) {
            throw new BadInput("priority", "Write the priority as a number from 0 to 100.");
        }
        return Integer.parseInt(text.strip());
    }

    /** Enrols the people with these addresses, one a line. */
    @PostMapping("/enrolments")
    @RequiresRole(Role.MEMBER)
    View enrol(
            Member member,
            @PathVariable String name,
            @RequestParam(name = "addresses", defaultValue = "") String text,
            HttpServletRequest request) {
        page.onError(request, member, name);
        return page.changed(member, name, addresses.enrol(member, name, text));
    }
}
