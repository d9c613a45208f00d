package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.SluiceTest;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who belongs to a workspace, and who may change that. */
class MembershipsTest extends SluiceTest {
    @Autowired
    private Memberships memberships;

    @Autowired
    private Invitations invitations;

    @Autowired
    private TestDoors doors;

    private int workspace;
    private Member owner = new Member(0, 0, "", "", Role.OWNER, Team.SALES);

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        owner = member(doors.owner(workspace));
    }

    private Member member(String email) {
        Memberships.MembershipSummary line = line(email);
        return new Member(workspace, line.user(), line.name(), line.email(), line.role(), line.team());
    }

    private Memberships.MembershipSummary line(String email) {
        return memberships.all(workspace).stream()
                .filter(each -> each.email().equals(email))
                .findFirst()
                .orElseThrow();
    }

    private Member colleague(Role role) {
        return member(doors.user(workspace, address(), PASSWORD, role.code()));
    }

    private Invitations.Invitation invitation(String token) {
        return Objects.requireNonNull(invitations.find(token));
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER, true",
        "OWNER, MEMBER, true",
        "ADMIN, OWNER, false",
        "ADMIN, ADMIN, true",
        "MANAGER, ADMIN, false",
        "MANAGER, MANAGER, true",
        "MEMBER, MANAGER, false",
    })
    void noOneGivesMoreThanTheyHave(Role by, Role given, boolean may) {
        Member inviter = by == Role.OWNER ? owner : colleague(by);
        Callable<String> invite = () -> invitations.invite(inviter, address(), given, Team.SALES);
        if (may) {
            assertThat(call(invite)).isNotBlank();
        } else {
            assertThatThrownBy(() -> call(invite)).isInstanceOf(BadInput.class);
        }
    }

    private static String call(Callable<String> work) {
        try {
            return work.call();
        } catch (RuntimeException refused) {
            throw refused;
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void anInvitationIsOpenForSevenDays() {
        String email = address();
        String token =
                invitations.invite(owner, " " + email.toUpperCase(java.util.Locale.ROOT), Role.MEMBER, Team.SUCCESS);
        assertThat(invitations.open(workspace)).singleElement().satisfies(open -> {
            assertThat(open.email()).isEqualTo(email);
            assertThat(open.role()).isEqualTo(Role.MEMBER);
            assertThat(open.team()).isEqualTo(Team.SUCCESS);
        });
        clock.forward(Duration.ofDays(6));
        assertThat(invitations.find(token)).isNotNull();
        clock.forward(Duration.ofDays(2));
        assertThat(invitations.find(token)).isNull();
        assertThat(invitations.open(workspace)).isEmpty();
    }

    @Test
    void someoneWhoIsInAlreadyIsNotInvited() {
        Member colleague = colleague(Role.MEMBER);
        assertThatThrownBy(() -> invitations.invite(owner, colleague.email(), Role.MEMBER, Team.SALES))
                .isInstanceOf(BadInput.class);
        assertThat(invitations.open(workspace)).isEmpty();
    }

    @Test
    void aMadeUpTokenIsNoInvitation() {
        assertThat(invitations.find("")).isNull();
        assertThat(invitations.find(ApiKeys.token(""))).isNull();
    }

    @Test
    void aNewUserJoinsWithTheRoleTeamAndAddressOfTheInvitation() {
        String email = address();
        String token = invitations.invite(owner, email, Role.MANAGER, Team.MARKETING);
        assertThat(invitations.accept(invitation(token), token, "Nina New", PASSWORD))
                .isPresent();
        Memberships.MembershipSummary joined = line(email);
        assertThat(joined.name()).isEqualTo("Nina New");
        assertThat(joined.role()).isEqualTo(Role.MANAGER);
        assertThat(joined.team()).isEqualTo(Team.MARKETING);
        assertThat(invitations.open(workspace)).isEmpty();
    }

    @Test
    void someoneWithAnAccountJoinsWithItsPassword() {
        String email = doors.user(workspace(), address(), PASSWORD, "member");
        String token = invitations.invite(owner, email, Role.MEMBER, Team.SALES);
        assertThatThrownBy(() -> invitations.accept(invitation(token), token, "", "another password"))
                .isInstanceOf(BadInput.class);
        assertThat(invitations.find(token)).isNotNull();
        assertThat(invitations.accept(invitation(token), token, "", PASSWORD)).isPresent();
        assertThat(line(email).name()).isEqualTo("Uma User");
    }

    @Test
    void aRefusedPasswordOrNameLeavesTheInvitationOpen() {
        String token = invitations.invite(owner, address(), Role.MEMBER, Team.SALES);
        assertThatThrownBy(() -> invitations.accept(invitation(token), token, "Nina", "short"))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> invitations.accept(invitation(token), token, " ", PASSWORD))
                .isInstanceOf(BadInput.class);
        assertThat(invitations.accept(invitation(token), token, "Nina", PASSWORD))
                .isPresent();
    }

    @Test
    void ofManyWhoUseOneInvitationAtOnceOneJoins() throws Exception {
        String token = invitations.invite(owner, address(), Role.MEMBER, Team.SALES);
        Invitations.Invitation invitation = invitation(token);
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String name = "Guest " + i;
            all.add(() -> invitations.accept(invitation, token, name, PASSWORD).isPresent());
        }
        int joined = 0;
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (Future<Boolean> one : threads.invokeAll(all)) {
                joined += one.get() ? 1 : 0;
            }
        }
        assertThat(joined).isEqualTo(1);
        assertThat(memberships.all(workspace)).hasSize(2);
    }

    @Test
    void aWithdrawnInvitationOpensNothing() {
        String token = invitations.invite(owner, address(), Role.MEMBER, Team.SALES);
        invitations.withdraw(owner, invitations.open(workspace).getFirst().id());
        assertThat(invitations.find(token)).isNull();
        assertThatThrownBy(() -> invitations.withdraw(owner, Integer.MAX_VALUE)).isInstanceOf(NotFound.class);
    }

    @Test
    void anInvitationOfAnotherWorkspaceCannotBeWithdrawn() {
        String token = invitations.invite(owner, address(), Role.MEMBER, Team.SALES);
        int id = invitations.open(workspace).getFirst().id();
        Member stranger = new Member(workspace(), owner.user(), "", "", Role.OWNER, Team.SALES);
        assertThatThrownBy(() -> invitations.withdraw(stranger, id)).isInstanceOf(NotFound.class);
        assertThat(invitations.find(token)).isNotNull();
    }

    @Test
    void aRoleAndATeamAreChangedTogether() {
        Member colleague = colleague(Role.MEMBER);
        memberships.change(owner, colleague.user(), Role.ADMIN, Team.SUCCESS);
        assertThat(line(colleague.email()).role()).isEqualTo(Role.ADMIN);
        assertThat(line(colleague.email()).team()).isEqualTo(Team.SUCCESS);
    }

    @Test
    void anyoneMayChangeTheirOwnTeamButNotTheirOwnRole() {
        Member admin = colleague(Role.ADMIN);
        memberships.change(admin, admin.user(), Role.ADMIN, Team.MARKETING);
        assertThat(line(admin.email()).team()).isEqualTo(Team.MARKETING);
        assertThatThrownBy(() -> memberships.change(admin, admin.user(), Role.MEMBER, Team.SALES))
                .isInstanceOf(BadInput.class);
        assertThat(line(admin.email()).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void someoneOfAnotherWorkspaceIsNotThere() {
        int other = workspace();
        int stranger = memberships.all(other).getFirst().user();
        assertThatThrownBy(() -> memberships.change(owner, stranger, Role.MEMBER, Team.SALES))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> memberships.remove(owner, stranger)).isInstanceOf(NotFound.class);
        assertThat(memberships.all(other)).hasSize(1);
    }

    @Test
    void twoOwnersWhoRemoveEachOtherAtOnceLeaveOneBehind() throws Exception {
        Member second = colleague(Role.OWNER);
        List<Callable<Boolean>> both = List.of(
                () -> {
                    memberships.remove(owner, second.user());
                    return true;
                },
                () -> {
                    memberships.remove(second, owner.user());
                    return true;
                });
        int removed = 0;
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> one : threads.invokeAll(both)) {
                try {
                    removed += one.get() ? 1 : 0;
                } catch (ExecutionException refused) {
                    assertThat(refused.getCause()).isInstanceOfAny(BadInput.class, NotFound.class);
                }
            }
        }
        assertThat(removed).isEqualTo(1);
        assertThat(memberships.all(workspace).stream().filter(line -> line.role() == Role.OWNER))
                .hasSize(1);
    }

    @Test
    void anOwnerMayBecomeAnAdminWhileAnotherOwnerStays() {
        Member second = colleague(Role.OWNER);
        memberships.change(second, owner.user(), Role.ADMIN, Team.SALES);
        assertThat(line(owner.email()).role()).isEqualTo(Role.ADMIN);
    }
}
