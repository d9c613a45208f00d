-- Nobody asks the planner about the inside of a document; sampling them costs more than all other columns.
ALTER TABLE signal ALTER COLUMN traits SET STATISTICS 0, ALTER COLUMN data SET STATISTICS 0;
ALTER TABLE person ALTER COLUMN traits SET STATISTICS 0, ALTER COLUMN first_touch SET STATISTICS 0;
ALTER TABLE transition ALTER COLUMN because SET STATISTICS 0;
ALTER TABLE standing ALTER COLUMN reached_at SET STATISTICS 0;
ALTER TABLE standing_state ALTER COLUMN state SET STATISTICS 0;
