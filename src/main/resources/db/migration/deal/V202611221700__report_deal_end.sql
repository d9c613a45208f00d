-- How deals ended, for reports that count many of them; report_deal says more of each and costs more.
CREATE VIEW report_deal_end WITH (security_invoker = true) AS
SELECT workspace_id, id AS deal_id, funnel_id, person_id, state, amount, currency, opened_at, closed_at FROM deal;
