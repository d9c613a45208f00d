package dev.sluice.workspace.audit;

import dev.sluice.platform.web.CsvOutput;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditKind;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.AuditLog.AuditAction;
import dev.sluice.workspace.Member;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Records every file that leaves Sluice, whichever page or endpoint sends it, with the number of its rows. */
@Component
class ExportRecorder implements WebMvcConfigurer, HandlerInterceptor {
    private static final String WHAT = "file exported";

    private final AuditLog audit;

    ExportRecorder(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        String disposition = response.getHeader("Content-Disposition");
        if (disposition == null || !disposition.startsWith("attachment") || response.getStatus() >= 300) {
            return;
        }
        AuditAction action = new AuditAction(
                AuditKind.EXPORT,
                WHAT,
                request.getRequestURI(),
                (Long) request.getAttribute(CsvOutput.ROWS),
                failure == null ? Map.of() : Map.of("complete", false));
        if (request.getAttribute(Member.class.getName()) instanceof Member member) {
            audit.note(member, action);
        } else if (request.getAttribute(ApiCaller.class.getName()) instanceof ApiCaller caller) {
            audit.note(caller, action);
        }
    }
}
