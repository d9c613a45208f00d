package dev.sluice.workspace.backup;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.backup.BackupArchive;
import dev.sluice.platform.backup.BackupFailure;
import dev.sluice.platform.backup.schedule.BackupFolder;
import dev.sluice.platform.backup.schedule.ScheduledBackups;
import dev.sluice.platform.sending.SendingPause;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: the schedule of backups, those that are there, and whether each can be read. */
@Controller
@RequiresRole(Role.OWNER)
class BackupPages {
    private final Pages pages;
    private final InstallationOwners owners;
    private final ScheduledBackups backups;
    private final BackupFolder folder;
    private final SendingPause pause;
    private final Workspaces workspaces;
    private final AuditLog audit;

    BackupPages(
            Pages pages,
            InstallationOwners owners,
            ScheduledBackups backups,
            BackupFolder folder,
            SendingPause pause,
            Workspaces workspaces,
            AuditLog audit) {
        this.pages = pages;
        this.owners = owners;
        this.backups = backups;
        this.folder = folder;
        this.pause = pause;
        this.workspaces = workspaces;
        this.audit = audit;
    }

    @GetMapping("/settings/backups")
    View backups(Member member) {
        owners.require(member);
        return page(200, "", "");
    }

    @PostMapping("/settings/backups/schedule")
    View schedule(
            Member member,
            @RequestParam(defaultValue = "false") boolean enabled,
            @RequestParam(defaultValue = "") String hour,
            @RequestParam(defaultValue = "") String keep,
            HttpServletRequest request) {
        owners.require(member);
        FormView.onError(request, errors -> page(422, "", errors.first()));
        int at = number("hour", hour, 0, 23, "Enter an hour from 0 to 23.");
        int kept = number("keep", keep, 1, 365, "Keep 1 to 365 backups.");
        backups.change(
                enabled, at, workspaces.get(member.workspace()).timeZone().getId(), kept);
        audit.note(member, "backup schedule changed", "backups", Map.of("enabled", enabled, "hour", at, "keep", kept));
        return Redirect.to("/settings/backups");
    }

    @PostMapping("/settings/backups")
    View make(Member member) {
        owners.require(member);
        audit.note(member, "backup started", "backups", Map.of());
        backups.start();
        return Redirect.to("/settings/backups");
    }

    @PostMapping("/settings/backups/{name}/check")
    View check(Member member, @PathVariable String name) {
        owners.require(member);
        var file = folder.find(name).orElseThrow(() -> new NotFound("backup"));
        try {
            BackupArchive.CheckedBackup checked = BackupArchive.check(file, backups.passphrase());
            return page(
                    200,
                    name + " can be restored: " + DisplayFormat.count(checked.rows(), "row") + ", all digests right.",
                    "");
        } catch (BackupFailure broken) {
            return page(422, "", name + ": " + broken.getMessage());
        }
    }

    @PostMapping("/settings/backups/sending")
    View startSending(Member member) {
        owners.require(member);
        if (pause.end()) {
            audit.note(member, "sending started after a restore", "backups", Map.of());
        }
        return Redirect.to("/settings/backups");
    }

    private static int number(String field, String text, int least, int most, String sentence) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the sentence
        }
        throw new BadInput(field, sentence);
    }

    private View page(int status, String notice, String error) {
        Map<String, Object> model = new HashMap<>();
        model.put("schedule", backups.schedule());
        model.put("stored", folder.all());
        model.put("folder", folder.path().toString());
        model.put("encrypts", backups.encrypts());
        model.put("running", backups.isRunning());
        model.put("paused", pause.pause().orElse(null));
        model.put("notice", notice);
        model.put("error", error);
        return pages.page(status, "workspace/backup/backups", model);
    }
}
