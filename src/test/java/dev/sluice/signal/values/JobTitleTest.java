package dev.sluice.signal.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The level and the functions of a job title, however it is worded. */
class JobTitleTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Finance Director, director, finance",
                "FINANCE DIRECTOR, director, finance",
                "Director of Finance, director, finance",
                "Chief Financial Officer, executive, finance",
                "CFO, executive, finance",
                "C.F.O., executive, finance",
                "Group CFO & COO, executive, finance operations",
                "Chief Operating Officer, executive, operations",
                "Chief Information Security Officer, executive, it",
                "Director of Operations, director, operations",
                "Finance and Operations Director, director, finance operations",
                "Head of IT, director, it",
                "Head of Information Technology, director, it",
                "VP Finance, vp, finance",
                "Vice President of Operations, vp, operations",
                "Vice-President Sales, vp, sales",
                "President, executive, general",
                "Managing Director, executive, general",
                "Director, director, general",
                "director, director, general",
                "Owner, owner, general",
                "Founder & CEO, owner, general",
                "Co-Founder, owner, general",
                "coo, executive, operations",
                "Assistant Director of Finance, director, finance",
                "Leiter Finanzen, director, finance",
                "Leiterin Finanz- und Rechnungswesen, director, finance",
                "Kaufmännischer Leiter, director, finance",
                "IT-Leiter, director, it",
                "Leitung EDV, director, it",
                "Vertriebsleiterin, director, sales",
                "Geschäftsführer, executive, general",
                "Geschaeftsfuehrerin, executive, general",
                "Finanzvorstand, executive, finance",
                "Betriebsleiter, director, operations",
                "Inhaberin, owner, general",
                "Directeur financier, director, finance",
                "Directrice Administrative et Financière, director, finance administration",
                "Directeur d'exploitation, director, operations",
                "Directeur des opérations, director, operations",
                "Responsable informatique, director, it",
                "Directeur Général, executive, general",
                "DSI, director, it",
                "Director financiero, director, finance",
                "Directora de Operaciones, director, operations",
                "Jefe de Sistemas, director, it",
                "Director General, executive, general",
                "Financieel directeur, director, finance",
                "Hoofd ICT, director, it",
                "Operationeel directeur, director, operations",
                "Algemeen directeur, executive, general",
                "Eigenaar, owner, general",
                "Product Owner, staff, engineering",
                "Account Executive, staff, sales",
                "Executive Assistant to the CEO, staff, administration",
                "Assistentin der Geschäftsführung, staff, administration",
                "PA to the Finance Director, staff, administration",
                "IT Manager, manager, it",
                "Projektleiter IT, manager, it",
                "Chef de projet informatique, manager, it",
                "Teamleiterin Buchhaltung, manager, finance",
                "Accountant, staff, finance",
                "Software Engineer, staff, engineering",
                "Praktikant, intern, ''",
                "Marketing Intern, intern, marketing",
                "student, student, ''",
                "PhD Student, student, ''",
                "Student at Aalto University, student, ''",
                "Étudiante, student, ''",
                "Student Advisor, -, ''",
                "Student Services Manager, manager, ''",
                "Student and founder, owner, general",
                "Begleiter, staff, ''",
                "Headhunter, -, ''",
                "Wizard, -, ''",
                "'', -, ''",
                "🚀, -, ''"
            })
    void aTitleHasALevelAndFunctions(String title, String level, String functions) {
        JobTitle read = JobTitle.of(title);
        assertThat(read.level()).as("level").isEqualTo(level);
        assertThat(read.functions())
                .as("functions")
                .containsExactlyInAnyOrder(functions.isEmpty() ? new String[0] : functions.split(" "));
    }
}
