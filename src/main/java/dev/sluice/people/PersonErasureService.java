package dev.sluice.people;

import dev.sluice.person.Erasure;
import dev.sluice.person.Person;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditKind;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.AuditLog.AuditAction;
import dev.sluice.workspace.Member;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Erases a person and records in the audit log who did it, without a name of the person. */
@Component
class PersonErasureService {
    private static final String ACTION = "person erased";

    private final Erasure erasure;
    private final AuditLog audit;
    private final Tenancy tenancy;

    PersonErasureService(Erasure erasure, AuditLog audit, Tenancy tenancy) {
        this.erasure = erasure;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    void erase(Member member, Person person) {
        tenancy.alone(member.workspace(), () -> audit.note(member, erased(member.workspace(), person)));
    }

    void erase(ApiCaller caller, Person person) {
        tenancy.alone(caller.workspace(), () -> audit.note(caller, erased(caller.workspace(), person)));
    }

    private AuditAction erased(int workspace, Person person) {
        return AuditAction.counted(AuditKind.ERASURE, ACTION, subject(person), 1)
                .with(Map.of("signals", erasure.erase(workspace, person.id())));
    }

    private static String subject(Person person) {
        return "person " + person.id();
    }
}
