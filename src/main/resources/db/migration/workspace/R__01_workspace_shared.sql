-- What other modules may read of users; neither view shows an email address or a password.
CREATE OR REPLACE VIEW shared_user WITH (security_invoker = true) AS
SELECT id, name FROM app_user;

CREATE OR REPLACE VIEW shared_member WITH (security_invoker = true) AS
SELECT m.workspace_id, m.user_id, u.name, m.team, m.role
FROM membership m JOIN app_user u ON u.id = m.user_id;
