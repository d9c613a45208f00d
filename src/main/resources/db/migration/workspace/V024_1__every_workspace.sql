-- The ids of all workspaces, for what handles the rows of each of them below this module: backups.
CREATE FUNCTION every_workspace() RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT id FROM workspace';
