-- A write key stands in web pages and is no secret: it is kept readable, so that snippets can show it again.
ALTER TABLE api_key ADD COLUMN public_token text;
