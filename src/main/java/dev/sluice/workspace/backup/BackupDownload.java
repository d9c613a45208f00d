package dev.sluice.workspace.backup;

import dev.sluice.platform.NotFound;
import dev.sluice.platform.backup.schedule.BackupFolder;
import dev.sluice.workspace.AuditKind;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.AuditLog.AuditAction;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Hands a backup over to who owns every workspace in it; the audit log has it before the first byte leaves. */
@Controller
class BackupDownload {
    private final InstallationOwners owners;
    private final BackupFolder folder;
    private final AuditLog audit;

    BackupDownload(InstallationOwners owners, BackupFolder folder, AuditLog audit) {
        this.owners = owners;
        this.folder = folder;
        this.audit = audit;
    }

    @RequiresRole(Role.OWNER)
    @GetMapping("/settings/backups/{name}")
    void download(Member member, @PathVariable String name, HttpServletResponse response) throws IOException {
        owners.require(member);
        Path file = folder.find(name).orElseThrow(() -> new NotFound("backup"));
        audit.note(member, AuditAction.of(AuditKind.EXPORT, "backup downloaded", name));
        response.setContentType("application/octet-stream");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLengthLong(Files.size(file));
        Files.copy(file, response.getOutputStream());
    }
}
