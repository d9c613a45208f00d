-- scores: what the person carried when the deal was opened, by the ledger as it is believed today.
CREATE OR REPLACE VIEW report_deal WITH (security_invoker = true) AS
SELECT d.workspace_id, d.id AS deal_id, d.funnel_id, d.pipeline,
       coalesce(nullif(d.title, ''), p.company_name, p.name, p.email, 'Deal ' || d.id) AS title,
       d.person_id, p.company_id, p.company_name AS company,
       d.owner_id, coalesce(o.name, nullif(d.owner, '')) AS owner,
       d.sdr_id, coalesce(s.name, nullif(d.sdr, '')) AS sdr,
       d.state, d.stage, d.amount, d.currency, d.expected_close, d.opened_at, d.stage_entered_at, d.closed_at,
       nullif(d.reason, '') AS reason, coalesce(p.first_source_id, d.source_id) AS source_id,
       coalesce(p.origin, d.origin) AS origin,
       scores.fit AS score_fit, scores.engagement AS score_engagement
FROM deal d
LEFT JOIN shared_person p ON p.workspace_id = d.workspace_id AND p.id = d.person_id
LEFT JOIN shared_user o ON o.id = d.owner_id
LEFT JOIN shared_user s ON s.id = d.sdr_id
LEFT JOIN LATERAL (
    SELECT t.fit, t.engagement FROM report_decision t
    WHERE t.workspace_id = d.workspace_id AND t.funnel_id = d.funnel_id AND t.person_id = d.person_id
      AND t.at <= d.opened_at AND t.fit IS NOT NULL
    ORDER BY t.at DESC, t.id DESC LIMIT 1) scores ON true;
