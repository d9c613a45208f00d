-- Of all of these views: without what is no deal, state unopened.
-- scores: what the person had when the deal was opened, by the ledger as it is believed today.
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
    ORDER BY t.at DESC, t.id DESC LIMIT 1) scores ON true
WHERE d.state <> 'unopened';

-- One row for each stay in a stage; left_at is null while the deal is there.
CREATE OR REPLACE VIEW report_deal_stage WITH (security_invoker = true) AS
SELECT workspace_id, deal_id, pipeline, stage, entered_at, left_at
FROM (SELECT e.workspace_id, e.deal_id, d.pipeline, e.stage, e.at AS entered_at, e.step,
             CASE e.step WHEN 'passed' THEN e.at
                 ELSE lead(e.at) OVER (PARTITION BY e.workspace_id, e.deal_id ORDER BY e.at, e.signal_id) END AS left_at
      FROM deal_event e JOIN deal d ON d.workspace_id = e.workspace_id AND d.id = e.deal_id
      WHERE e.step IS NOT NULL AND d.state <> 'unopened') stays
WHERE step <> 'closed';

-- What a deal was after each change; as of any instant it is the last row not later than that.
CREATE OR REPLACE VIEW report_deal_log WITH (security_invoker = true) AS
SELECT workspace_id, deal_id, at, signal_id, state, stage, amount, currency, expected_close, owner_id, step, nullif(owner, '') AS owner,
       nullif(reason, '') AS reason
FROM deal_event WHERE state <> 'unopened';

-- Deals for reports that read many of them; report_deal has more of each and costs more.
CREATE OR REPLACE VIEW report_deal_end WITH (security_invoker = true) AS
SELECT d.workspace_id, d.id AS deal_id, d.funnel_id, d.person_id, d.state, d.amount, d.currency, d.opened_at, d.closed_at,
       d.pipeline, coalesce(nullif(d.title, ''), p.company_name, p.name, p.email, 'Deal ' || d.id) AS title,
       coalesce(p.origin, d.origin) AS origin
FROM deal d
LEFT JOIN shared_person p ON p.workspace_id = d.workspace_id AND p.id = d.person_id
WHERE d.state <> 'unopened';
