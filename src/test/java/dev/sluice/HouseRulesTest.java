package dev.sluice;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** What no class may do, whatever its author thinks just then. */
class HouseRulesTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sluice");

    @Test
    void theMachinesClockIsReadInOnePlaceOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.sluice.platform.Time")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CODE);
    }

    @Test
    void controllersAreNobodyElsesBusiness() {
        classes()
                .that()
                .areAnnotatedWith(Controller.class)
                .or()
                .areAnnotatedWith(RestController.class)
                .should()
                .notHaveModifier(JavaModifier.PUBLIC)
                .check(CODE);
    }

    @Test
    void noClassUsesAController() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Generated(\\$.*)?") // pages
                .should(useAnotherClassThat(
                        type -> type.isAnnotatedWith(Controller.class) || type.isAnnotatedWith(RestController.class)))
                .as("what a page and an API both need is a service")
                .check(CODE);
    }

    @Test
    void packagesUseEachOtherInOneDirectionOnly() {
        SlicesRuleDefinition.slices()
                .matching("dev.sluice.(**)")
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    private static ArchCondition<JavaClass> useAnotherClassThat(Predicate<JavaClass> forbidden) {
        return new ArchCondition<>("use a controller") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> use.getTargetClass().getPackageName().startsWith("dev.sluice"))
                        .filter(use -> forbidden.test(outermost(use.getTargetClass())))
                        .filter(use -> !outermost(use.getTargetClass()).equals(outermost(type)))
                        .forEach(use -> events.add(SimpleConditionEvent.satisfied(type, use.getDescription())));
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRulesTest::outermost).orElse(type);
    }

    @Test
    void theFunnelKnowsNeitherSpringNorSql() {
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.funnel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.web..",
                        "org.springframework.context..",
                        "org.springframework.jdbc..",
                        "org.springframework.stereotype..",
                        "java.sql..",
                        "jakarta..")
                .check(CODE);
    }

    @Test
    void nobodyPrintsToTheConsole() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CODE);
    }

    @Test
    void mailHeadersAreSetInOnePlaceOnly() {
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.sluice\\.mail\\.delivery\\.OutgoingMime")
                .should()
                .callMethodWhere(
                        target(nameMatching("setHeader|addHeader")).and(target(owner(assignableTo(MimeMessage.class)))))
                .check(CODE);
    }
}
