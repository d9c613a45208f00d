package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walls between the modules' data: only the owner of a table names it in SQL. */
class WallsTest {
    private static final DataWalls WALLS = new DataWalls(Path.of(""));

    @TempDir
    Path checkout;

    @Test
    void onlyItsOwnerNamesATable() {
        assertThat(WALLS.foreignTables()).isEmpty();
    }

    @Test
    void aViewIsBuiltOnItsOwnersTablesAndOnPublishedViews() {
        assertThat(WALLS.foreignTablesInViews()).isEmpty();
    }

    @Test
    void aModuleListsEveryModuleWhoseViewsItReads() {
        assertThat(WALLS.undeclaredReads()).isEmpty();
        assertThat(WALLS.readsThroughViews())
                .as("reads through views; the search finds them")
                .isGreaterThan(20);
    }

    @Test
    void aForeignTableInJavaIsReportedWithWhatToUseInstead() throws IOException {
        twoModules("\"left\"");
        write("java/dev/sluice/right/PlanRows.java", "String sql = \"SELECT id FROM thing WHERE id = ?\";");

        assertThat(new DataWalls(checkout).foreignTables())
                .containsExactly("right/PlanRows.java names thing of left; use shared_thing or a public type of left");
    }

    @Test
    void aForeignTableInAnSqlResourceIsReported() throws IOException {
        twoModules("\"left\"");
        write("resources/right/plan.sql", "-- FROM nowhere\nDELETE FROM thing WHERE id = ?");

        assertThat(new DataWalls(checkout).foreignTables()).hasSize(1);
    }

    @Test
    void aForeignTableUnderAViewIsReported() throws IOException {
        twoModules("\"left\"");
        write(
                "resources/db/migration/right/R__40_right.sql",
                "CREATE OR REPLACE VIEW report_plan AS SELECT p.id FROM plan p JOIN thing t ON t.id = p.id;");

        assertThat(new DataWalls(checkout).foreignTablesInViews())
                .containsExactly("the view report_plan of right names thing of left; use shared_thing or a public"
                        + " type of left");
    }

    @Test
    void aReadThroughAViewMustBeDeclared() throws IOException {
        twoModules("");
        write(
                "java/dev/sluice/right/PlanRows.java",
                "String sql = \"\"\"\n    SELECT id\n    FROM shared_thing\"\"\";");

        DataWalls walls = new DataWalls(checkout);

        assertThat(walls.foreignTables()).isEmpty();
        assertThat(walls.undeclaredReads())
                .containsExactly(
                        "right/PlanRows.java reads shared_thing; list \"left\" in allowedDependencies of right");
    }

    @Test
    void aDeclaredReadThroughAViewIsFine() throws IOException {
        twoModules("\"left\"");
        write("java/dev/sluice/right/PlanRows.java", "String sql = \"SELECT id FROM shared_thing, plan\";");

        DataWalls walls = new DataWalls(checkout);

        assertThat(walls.foreignTables()).isEmpty();
        assertThat(walls.undeclaredReads()).isEmpty();
    }

    /** Left owns thing and publishes a view of it, right owns plan and may use what is listed. */
    private void twoModules(String allowed) throws IOException {
        write("java/dev/sluice/left/package-info.java", "@ApplicationModule(allowedDependencies = {}) package left;");
        write(
                "java/dev/sluice/right/package-info.java",
                "@ApplicationModule(allowedDependencies = {" + allowed + "}) package right;");
        write(
                "resources/db/migration/left/V1__left.sql",
                "CREATE TABLE thing (id integer);\nCREATE VIEW shared_thing AS SELECT id FROM thing;");
        write("resources/db/migration/right/V1__right.sql", "CREATE TABLE plan (id integer);");
    }

    private void write(String name, String text) throws IOException {
        Path path = checkout.resolve("src/main").resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
