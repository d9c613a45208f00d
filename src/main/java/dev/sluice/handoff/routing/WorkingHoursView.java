package dev.sluice.handoff.routing;

import dev.sluice.platform.BadInput.FieldError;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.workhours.Availability;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** Renders the page of one user's hours and absences. */
@Component
class WorkingHoursView {
    private static final int DAYS_BACK = 90;

    private final Pages pages;
    private final Availability availability;
    private final Workloads workloads;
    private final Members members;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;

    WorkingHoursView(
            Pages pages,
            Availability availability,
            Workloads workloads,
            Members members,
            Workspaces workspaces,
            Tenancy tenancy,
            InstantSource clock) {
        this.pages = pages;
        this.availability = availability;
        this.workloads = workloads;
        this.members = members;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    View of(Member member, Member user) {
        return page(200, member, user, null, List.of());
    }

    /** @param form what was entered; null when another form of the page was sent */
    View withErrors(Member member, Member user, @Nullable WorkingHoursForm form, FormView.Errors errors) {
        List<FieldError> fieldErrors = errors.fields().entrySet().stream()
                .map(error -> new FieldError(error.getKey(), error.getValue()))
                .toList();
        return page(422, member, user, form, fieldErrors);
    }

    private View page(
            int status, Member member, Member user, @Nullable WorkingHoursForm form, List<FieldError> fieldErrors) {
        int workspace = member.workspace();
        ZoneId home = workspaces.get(workspace).timeZone();
        LocalDate since = LocalDate.ofInstant(clock.instant(), home).minusDays(DAYS_BACK);
        List<Member> users = members.all(workspace);
        return tenancy.read(
                workspace,
                () -> pages.page(
                        status,
                        "handoff/routing/hours",
                        Map.of(
                                "member",
                                member,
                                "user",
                                user,
                                "form",
                                form == null ? WorkingHoursForm.of(availability.terms(workspace, user.user())) : form,
                                "home",
                                home,
                                "absences",
                                availability.absences(workspace, List.of(user.user()), since),
                                "others",
                                users.stream()
                                        .filter(other -> other.user() != user.user())
                                        .toList(),
                                "names",
                                users.stream().collect(Collectors.toMap(Member::user, Member::name)),
                                "held",
                                workloads.count(workspace, user.user()),
                                "faults",
                                fieldErrors)));
    }
}
