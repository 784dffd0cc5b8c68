-- content: the complete schema.
-- Made by pgwright from the requirements; PostgreSQL 18.

-- Schemas

CREATE SCHEMA magazine;
COMMENT ON SCHEMA magazine IS 'Articles, their versions, search and discussion of an online magazine';

-- Types

CREATE TYPE magazine.article_status AS ENUM ('draft', 'review', 'published', 'withdrawn');
COMMENT ON TYPE magazine.article_status IS 'Steps of articles.status, in order of life';

CREATE TYPE magazine.comment_status AS ENUM ('waiting', 'shown', 'refused');
COMMENT ON TYPE magazine.comment_status IS 'Steps of comments.status, in order of life';

-- Tables

CREATE TABLE magazine.languages (
    code       text        NOT NULL,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT languages_pkey PRIMARY KEY (code),
    CONSTRAINT languages_code_check CHECK (code ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    CONSTRAINT languages_name_check CHECK (char_length(name) BETWEEN 1 AND 60)
);

COMMENT ON TABLE magazine.languages IS 'A language that is published in';

CREATE TABLE magazine.sections (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    parent_id  bigint,
    name       text        NOT NULL,
    slug       text        NOT NULL,
    "position" integer     NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sections_pkey PRIMARY KEY (id),
    CONSTRAINT sections_one_slug_per_shelf_key UNIQUE NULLS NOT DISTINCT (parent_id, slug),
    CONSTRAINT sections_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES magazine.sections (id) ON DELETE RESTRICT,
    CONSTRAINT sections_name_check CHECK (char_length(name) BETWEEN 1 AND 80),
    CONSTRAINT sections_position_check CHECK ("position" BETWEEN 0 AND 1000),
    CONSTRAINT sections_slug_check CHECK (char_length(slug) BETWEEN 1 AND 60 AND slug ~ '^[a-z0-9-]{2,60}$')
);

COMMENT ON TABLE magazine.sections IS 'A part of the magazine; sections contain sections';
COMMENT ON COLUMN magazine.sections.parent_id IS 'section contains section';

CREATE TABLE magazine.articles (
    id                  uuid                    NOT NULL DEFAULT uuidv7(),
    section_id          bigint                  NOT NULL,
    language_code       text                    NOT NULL,
    translates_id       uuid,
    title               text                    NOT NULL,
    teaser              text                    NOT NULL,
    body                text                    NOT NULL,
    slug                text                    NOT NULL,
    status              magazine.article_status NOT NULL DEFAULT 'draft',
    published_at        timestamptz,
    comments            bigint                  NOT NULL DEFAULT 0,
    created_at          timestamptz             NOT NULL DEFAULT now(),
    updated_at          timestamptz             NOT NULL DEFAULT now(),
    title_teaser_search tsvector                GENERATED ALWAYS AS (setweight(to_tsvector('english'::regconfig, coalesce(title, '')), 'A') || setweight(to_tsvector('english'::regconfig, coalesce(teaser, '')), 'B')) STORED,
    body_search         tsvector                GENERATED ALWAYS AS (setweight(to_tsvector('english'::regconfig, coalesce(body, '')), 'A')) STORED,
    CONSTRAINT articles_pkey PRIMARY KEY (id),
    CONSTRAINT articles_one_address_key UNIQUE (section_id, slug),
    CONSTRAINT articles_language_code_fkey FOREIGN KEY (language_code) REFERENCES magazine.languages (code) ON DELETE RESTRICT,
    CONSTRAINT articles_section_id_fkey FOREIGN KEY (section_id) REFERENCES magazine.sections (id) ON DELETE RESTRICT,
    CONSTRAINT articles_translates_id_fkey FOREIGN KEY (translates_id) REFERENCES magazine.articles (id) ON DELETE SET NULL,
    CONSTRAINT articles_body_check CHECK (char_length(body) BETWEEN 1 AND 200000),
    CONSTRAINT articles_published_has_date_check CHECK (status <> 'published' or published_at is not null),
    CONSTRAINT articles_slug_check CHECK (char_length(slug) BETWEEN 1 AND 120 AND slug ~ '^[a-z0-9-]{2,120}$'),
    CONSTRAINT articles_teaser_check CHECK (char_length(teaser) BETWEEN 1 AND 500),
    CONSTRAINT articles_title_check CHECK (char_length(title) BETWEEN 1 AND 200)
);

COMMENT ON TABLE magazine.articles IS 'Something to read';
COMMENT ON COLUMN magazine.articles.section_id IS 'section publishes article';
COMMENT ON COLUMN magazine.articles.language_code IS 'language is the language of article';
COMMENT ON COLUMN magazine.articles.translates_id IS 'article is translated by article';
COMMENT ON COLUMN magazine.articles.comments IS 'Kept by triggers on comments';
COMMENT ON COLUMN magazine.articles.title_teaser_search IS 'What full-text search looks in: title, teaser';
COMMENT ON COLUMN magazine.articles.body_search IS 'What full-text search looks in: body';

CREATE INDEX articles_body_search_idx ON magazine.articles USING gin (body_search);
CREATE INDEX articles_created_at_id_review_idx ON magazine.articles (created_at, id)
    WHERE status = 'review';
CREATE INDEX articles_language_code_published_at_id_idx ON magazine.articles (language_code, published_at, id);
CREATE INDEX articles_section_id_published_at_id_idx ON magazine.articles (section_id, published_at, id);
CREATE INDEX articles_title_teaser_search_idx ON magazine.articles USING gin (title_teaser_search);
CREATE INDEX articles_translates_id_idx ON magazine.articles (translates_id);

CREATE TABLE magazine.assets (
    id             uuid        NOT NULL DEFAULT uuidv7(),
    file           text        NOT NULL,
    kind           text        NOT NULL,
    checksum       text        NOT NULL,
    caption        text,
    credit         text        NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    caption_search tsvector    GENERATED ALWAYS AS (setweight(to_tsvector('english'::regconfig, coalesce(caption, '')), 'A')) STORED,
    CONSTRAINT assets_pkey PRIMARY KEY (id),
    CONSTRAINT assets_checksum_key UNIQUE (checksum),
    CONSTRAINT assets_caption_check CHECK (char_length(caption) <= 400),
    CONSTRAINT assets_checksum_check CHECK (char_length(checksum) BETWEEN 1 AND 64 AND checksum ~ '^[0-9a-f]{64}$'),
    CONSTRAINT assets_credit_check CHECK (char_length(credit) BETWEEN 1 AND 160),
    CONSTRAINT assets_file_check CHECK (file <> ''),
    CONSTRAINT assets_kind_check CHECK (kind IN ('image', 'film', 'sound', 'document'))
);

COMMENT ON TABLE magazine.assets IS 'A picture, film or recording';
COMMENT ON COLUMN magazine.assets.caption_search IS 'What full-text search looks in: caption';

CREATE INDEX assets_caption_search_image_idx ON magazine.assets USING gin (caption_search)
    WHERE kind = 'image';

CREATE TABLE magazine.authors (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    name       text        NOT NULL,
    slug       text        NOT NULL,
    biography  text,
    portrait   text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT authors_pkey PRIMARY KEY (id),
    CONSTRAINT authors_slug_key UNIQUE (slug),
    CONSTRAINT authors_biography_check CHECK (char_length(biography) <= 2000),
    CONSTRAINT authors_name_check CHECK (char_length(name) BETWEEN 1 AND 120),
    CONSTRAINT authors_slug_check CHECK (char_length(slug) BETWEEN 1 AND 80 AND slug ~ '^[a-z0-9-]{2,80}$')
);

COMMENT ON TABLE magazine.authors IS 'Somebody who writes';

CREATE TABLE magazine.authorships (
    author_id  bigint      NOT NULL,
    article_id uuid        NOT NULL,
    "position" integer     NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT authorships_pkey PRIMARY KEY (author_id, article_id),
    CONSTRAINT authorships_article_id_fkey FOREIGN KEY (article_id) REFERENCES magazine.articles (id) ON DELETE RESTRICT,
    CONSTRAINT authorships_author_id_fkey FOREIGN KEY (author_id) REFERENCES magazine.authors (id) ON DELETE RESTRICT,
    CONSTRAINT authorships_position_check CHECK ("position" BETWEEN 1 AND 50)
);

COMMENT ON TABLE magazine.authorships IS 'author writes article';

CREATE INDEX authorships_article_id_author_id_idx ON magazine.authorships (article_id, author_id);

CREATE TABLE magazine.readers (
    id           uuid        NOT NULL DEFAULT uuidv7(),
    email        text        NOT NULL,
    display_name text        NOT NULL,
    confirmed_at timestamptz,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT readers_pkey PRIMARY KEY (id),
    CONSTRAINT readers_email_key UNIQUE (email),
    CONSTRAINT readers_display_name_check CHECK (char_length(display_name) BETWEEN 1 AND 60),
    CONSTRAINT readers_email_check CHECK (email = lower(email) AND email ~ '^[^@\s]+@[^@\s]+$' AND char_length(email) <= 254)
);

COMMENT ON TABLE magazine.readers IS 'Somebody with an account';
COMMENT ON COLUMN magazine.readers.email IS 'Sensitive';

CREATE INDEX readers_created_at_idx ON magazine.readers (created_at);

CREATE TABLE magazine.comments (
    id         uuid                    NOT NULL DEFAULT uuidv7(),
    article_id uuid                    NOT NULL,
    reader_id  uuid,
    answers_id uuid,
    text       text                    NOT NULL,
    written_at timestamptz             NOT NULL DEFAULT now(),
    status     magazine.comment_status NOT NULL DEFAULT 'waiting',
    created_at timestamptz             NOT NULL DEFAULT now(),
    updated_at timestamptz             NOT NULL DEFAULT now(),
    CONSTRAINT comments_pkey PRIMARY KEY (id),
    CONSTRAINT comments_answers_id_fkey FOREIGN KEY (answers_id) REFERENCES magazine.comments (id) ON DELETE CASCADE,
    CONSTRAINT comments_article_id_fkey FOREIGN KEY (article_id) REFERENCES magazine.articles (id) ON DELETE CASCADE,
    CONSTRAINT comments_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES magazine.readers (id) ON DELETE SET NULL,
    CONSTRAINT comments_text_check CHECK (char_length(text) BETWEEN 1 AND 5000)
);

COMMENT ON TABLE magazine.comments IS 'What a reader says to an article or to another comment';
COMMENT ON COLUMN magazine.comments.article_id IS 'article is discussed by comment';
COMMENT ON COLUMN magazine.comments.reader_id IS 'reader writes comment';
COMMENT ON COLUMN magazine.comments.answers_id IS 'comment is answered by comment';

CREATE INDEX comments_answers_id_idx ON magazine.comments (answers_id);
CREATE INDEX comments_article_id_written_at_id_idx ON magazine.comments (article_id, written_at, id);
CREATE INDEX comments_reader_id_idx ON magazine.comments (reader_id);
CREATE INDEX comments_written_at_id_waiting_idx ON magazine.comments (written_at, id)
    WHERE status = 'waiting';

CREATE TABLE magazine.illustrations (
    asset_id   uuid        NOT NULL,
    article_id uuid        NOT NULL,
    "position" integer     NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT illustrations_pkey PRIMARY KEY (asset_id, article_id),
    CONSTRAINT illustrations_article_id_fkey FOREIGN KEY (article_id) REFERENCES magazine.articles (id) ON DELETE RESTRICT,
    CONSTRAINT illustrations_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES magazine.assets (id) ON DELETE RESTRICT,
    CONSTRAINT illustrations_position_check CHECK ("position" BETWEEN 0 AND 500)
);

COMMENT ON TABLE magazine.illustrations IS 'asset illustrates article';

CREATE INDEX illustrations_article_id_asset_id_idx ON magazine.illustrations (article_id, asset_id);

CREATE TABLE magazine.newsletters (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    name       text        NOT NULL,
    sent_at    time        NOT NULL,
    weekdays   text[]      NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT newsletters_pkey PRIMARY KEY (id),
    CONSTRAINT newsletters_name_check CHECK (char_length(name) BETWEEN 1 AND 80)
);

COMMENT ON TABLE magazine.newsletters IS 'What is sent to readers regularly';
COMMENT ON COLUMN magazine.newsletters.sent_at IS 'In the time zone Europe/Berlin';
COMMENT ON COLUMN magazine.newsletters.weekdays IS 'mon to sun';

CREATE TABLE magazine.redirects (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    path       text        NOT NULL,
    target     text        NOT NULL,
    permanent  boolean     NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT redirects_pkey PRIMARY KEY (id),
    CONSTRAINT redirects_path_key UNIQUE (path),
    CONSTRAINT redirects_path_check CHECK (char_length(path) BETWEEN 1 AND 300),
    CONSTRAINT redirects_target_check CHECK (char_length(target) BETWEEN 1 AND 300)
);

COMMENT ON TABLE magazine.redirects IS 'Where an old address leads';

CREATE TABLE magazine.subscriptions (
    id            bigint      GENERATED ALWAYS AS IDENTITY,
    newsletter_id bigint      NOT NULL,
    reader_id     uuid        NOT NULL,
    since         date        NOT NULL DEFAULT ((now() AT TIME ZONE 'Europe/Berlin'::text))::date,
    ended_on      date,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT subscriptions_pkey PRIMARY KEY (id),
    CONSTRAINT subscriptions_subscribe_once_key UNIQUE (newsletter_id, reader_id),
    CONSTRAINT subscriptions_newsletter_id_fkey FOREIGN KEY (newsletter_id) REFERENCES magazine.newsletters (id) ON DELETE CASCADE,
    CONSTRAINT subscriptions_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES magazine.readers (id) ON DELETE CASCADE,
    CONSTRAINT subscriptions_ended_after_start_check CHECK (ended_on is null or ended_on >= since)
);

COMMENT ON TABLE magazine.subscriptions IS 'That a reader gets a newsletter';
COMMENT ON COLUMN magazine.subscriptions.newsletter_id IS 'newsletter is sent by subscription';
COMMENT ON COLUMN magazine.subscriptions.reader_id IS 'reader subscribes by subscription';
COMMENT ON COLUMN magazine.subscriptions.since IS 'In the time zone Europe/Berlin';

CREATE INDEX subscriptions_reader_id_idx ON magazine.subscriptions (reader_id);

CREATE TABLE magazine.tags (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    name       text        NOT NULL,
    slug       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT tags_pkey PRIMARY KEY (id),
    CONSTRAINT tags_slug_key UNIQUE (slug),
    CONSTRAINT tags_name_check CHECK (char_length(name) BETWEEN 1 AND 60),
    CONSTRAINT tags_slug_check CHECK (char_length(slug) BETWEEN 1 AND 60)
);

COMMENT ON TABLE magazine.tags IS 'A subject that articles are about';

CREATE TABLE magazine.tag_articles (
    tag_id     bigint      NOT NULL,
    article_id uuid        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT tag_articles_pkey PRIMARY KEY (tag_id, article_id),
    CONSTRAINT tag_articles_article_id_fkey FOREIGN KEY (article_id) REFERENCES magazine.articles (id) ON DELETE CASCADE,
    CONSTRAINT tag_articles_tag_id_fkey FOREIGN KEY (tag_id) REFERENCES magazine.tags (id) ON DELETE CASCADE
);

COMMENT ON TABLE magazine.tag_articles IS 'tag describes article';

CREATE INDEX tag_articles_article_id_tag_id_idx ON magazine.tag_articles (article_id, tag_id);

CREATE TABLE magazine.versions (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    article_id uuid        NOT NULL,
    editor_id  bigint,
    number     integer     NOT NULL,
    title      text        NOT NULL,
    body       text        NOT NULL,
    remark     text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT versions_pkey PRIMARY KEY (id),
    CONSTRAINT versions_one_version_per_number_key UNIQUE (article_id, number),
    CONSTRAINT versions_article_id_fkey FOREIGN KEY (article_id) REFERENCES magazine.articles (id) ON DELETE CASCADE,
    CONSTRAINT versions_editor_id_fkey FOREIGN KEY (editor_id) REFERENCES magazine.authors (id) ON DELETE SET NULL,
    CONSTRAINT versions_body_check CHECK (char_length(body) BETWEEN 1 AND 200000),
    CONSTRAINT versions_number_check CHECK (number BETWEEN 1 AND 100000),
    CONSTRAINT versions_remark_check CHECK (char_length(remark) <= 200),
    CONSTRAINT versions_title_check CHECK (char_length(title) BETWEEN 1 AND 200)
);

COMMENT ON TABLE magazine.versions IS 'What an article said before a change';
COMMENT ON COLUMN magazine.versions.article_id IS 'article was version';
COMMENT ON COLUMN magazine.versions.editor_id IS 'author changes version';

CREATE INDEX versions_editor_id_idx ON magazine.versions (editor_id);

CREATE TABLE magazine.views (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    article_id uuid        NOT NULL,
    viewed_at  timestamptz NOT NULL,
    visitor    uuid        NOT NULL,
    seconds    integer     NOT NULL,
    referrer   text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT views_pkey PRIMARY KEY (id, viewed_at),
    CONSTRAINT views_article_id_fkey FOREIGN KEY (article_id) REFERENCES magazine.articles (id) ON DELETE CASCADE,
    CONSTRAINT views_referrer_check CHECK (referrer ~ '^https?://[^\s]+$'),
    CONSTRAINT views_seconds_check CHECK (seconds BETWEEN 0 AND 86400)
) PARTITION BY RANGE (viewed_at);

COMMENT ON TABLE magazine.views IS 'An article was read';
COMMENT ON COLUMN magazine.views.article_id IS 'article is read by view';
COMMENT ON COLUMN magazine.views.visitor IS 'Sensitive';

CREATE INDEX views_article_id_viewed_at_idx ON magazine.views (article_id, viewed_at);

CREATE TABLE magazine.views_2027_06_01 PARTITION OF magazine.views
    FOR VALUES FROM ('2027-06-01 00:00:00+00') TO ('2027-06-02 00:00:00+00');

CREATE TABLE magazine.views_2027_06_02 PARTITION OF magazine.views
    FOR VALUES FROM ('2027-06-02 00:00:00+00') TO ('2027-06-03 00:00:00+00');

CREATE TABLE magazine.views_2027_06_03 PARTITION OF magazine.views
    FOR VALUES FROM ('2027-06-03 00:00:00+00') TO ('2027-06-04 00:00:00+00');

CREATE TABLE magazine.views_2027_06_04 PARTITION OF magazine.views
    FOR VALUES FROM ('2027-06-04 00:00:00+00') TO ('2027-06-05 00:00:00+00');

CREATE TABLE magazine.views_2027_06_05 PARTITION OF magazine.views
    FOR VALUES FROM ('2027-06-05 00:00:00+00') TO ('2027-06-06 00:00:00+00');

CREATE TABLE magazine.views_2027_06_06 PARTITION OF magazine.views
    FOR VALUES FROM ('2027-06-06 00:00:00+00') TO ('2027-06-07 00:00:00+00');

CREATE TABLE magazine.views_2027_06_07 PARTITION OF magazine.views
    FOR VALUES FROM ('2027-06-07 00:00:00+00') TO ('2027-06-08 00:00:00+00');

CREATE TABLE magazine.views_default PARTITION OF magazine.views
    DEFAULT;

-- Views

CREATE MATERIALIZED VIEW magazine.most_read_summary AS
SELECT t.article_id, count(*) AS row_count FROM magazine.views AS t WHERE t.viewed_at >= now() - interval '1 days' GROUP BY t.article_id;

COMMENT ON MATERIALIZED VIEW magazine.most_read_summary IS 'Numbers of most_read, at most 10 minutes old';

CREATE UNIQUE INDEX most_read_summary_key ON magazine.most_read_summary (article_id);
CREATE INDEX most_read_summary_row_count_idx ON magazine.most_read_summary (row_count DESC, article_id);

-- Functions

CREATE OR REPLACE FUNCTION magazine.articles_comments_sync()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    changes refcursor;
    change record;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        UPDATE magazine.articles SET comments = 0
        WHERE comments IS DISTINCT FROM 0;
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        OPEN changes FOR
        SELECT c.article_id,
            coalesce(sum(c.sign) FILTER (WHERE c.status = 'shown'), 0) AS comments
        FROM (
            SELECT 1 AS sign, article_id, status FROM new_rows) AS c
        WHERE c.article_id IS NOT NULL
        GROUP BY c.article_id
        HAVING coalesce(sum(c.sign) FILTER (WHERE c.status = 'shown'), 0) <> 0
        ORDER BY c.article_id;
    ELSIF TG_OP = 'DELETE' THEN
        OPEN changes FOR
        SELECT c.article_id,
            coalesce(sum(c.sign) FILTER (WHERE c.status = 'shown'), 0) AS comments
        FROM (
            SELECT -1 AS sign, article_id, status FROM old_rows) AS c
        WHERE c.article_id IS NOT NULL
        GROUP BY c.article_id
        HAVING coalesce(sum(c.sign) FILTER (WHERE c.status = 'shown'), 0) <> 0
        ORDER BY c.article_id;
    ELSE
        OPEN changes FOR
        SELECT c.article_id,
            coalesce(sum(c.sign) FILTER (WHERE c.status = 'shown'), 0) AS comments
        FROM (
            SELECT 1 AS sign, article_id, status FROM new_rows
            UNION ALL
            SELECT -1 AS sign, article_id, status FROM old_rows) AS c
        WHERE c.article_id IS NOT NULL
        GROUP BY c.article_id
        HAVING coalesce(sum(c.sign) FILTER (WHERE c.status = 'shown'), 0) <> 0
        ORDER BY c.article_id;
    END IF;
    LOOP
        FETCH changes INTO change;
        EXIT WHEN NOT FOUND;
        UPDATE magazine.articles AS parent SET
            comments = parent.comments + change.comments
        WHERE parent.id = change.article_id;
    END LOOP;
    CLOSE changes;
    RETURN NULL;
END
$function$;

COMMENT ON FUNCTION magazine.articles_comments_sync() IS 'Keeps what articles says of comments';

CREATE OR REPLACE FUNCTION magazine.articles_comments_sync_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    expected record;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.comments := 0;
        RETURN NEW;
    END IF;
    -- a trigger on the children knows; anybody else may only say what is true
    IF pg_trigger_depth() = 1 THEN
        SELECT
            count(*) FILTER (WHERE c.status = 'shown') AS comments
        INTO expected
        FROM magazine.comments AS c
        WHERE c.article_id = NEW.id;
        IF NEW.comments IS DISTINCT FROM expected.comments THEN
            RAISE EXCEPTION 'what % says of % is kept by triggers', TG_TABLE_NAME, 'comments'
                USING ERRCODE = '428C9', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
        END IF;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION magazine.articles_comments_sync_guard() IS 'Refuses to let anybody set what articles says of comments';

CREATE OR REPLACE FUNCTION magazine.articles_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('draft', 'review'),
        ('review', 'draft'),
        ('review', 'published'),
        ('published', 'withdrawn'),
        ('withdrawn', 'published')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'articles_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION magazine.articles_status_transition() IS 'Refuses changes of articles.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION magazine.comments_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('waiting', 'shown'),
        ('waiting', 'refused'),
        ('shown', 'refused'),
        ('refused', 'shown')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'comments_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION magazine.comments_status_transition() IS 'Refuses changes of comments.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION magazine.drop_views_partitions(before date)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    old text;
    dropped integer := 0;
BEGIN
    FOR old IN
        SELECT child.oid::regclass::text
        FROM pg_inherits AS link
        JOIN pg_class AS child ON child.oid = link.inhrelid
        WHERE link.inhparent = 'magazine.views'::regclass
          AND child.relname ~ '^views_[0-9][0-9][0-9][0-9]_[0-9][0-9]_[0-9][0-9]$'
          AND to_date(right(child.relname, 10), 'YYYY_MM_DD') + interval '1 day' <= before
        ORDER BY child.relname
    LOOP
        EXECUTE 'DROP TABLE ' || old;
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$function$;

COMMENT ON FUNCTION magazine.drop_views_partitions(before date) IS 'Drops the partitions of views that end by this day, gives how many';

CREATE OR REPLACE FUNCTION magazine.make_views_partitions(since date, through date)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    lower_day date := date_trunc('day', since::timestamp)::date;
    upper_day date;
    lower_bound text;
    upper_bound text;
    partition text;
    waiting boolean;
    made integer := 0;
BEGIN
    WHILE lower_day <= through LOOP
        upper_day := (lower_day + interval '1 day')::date;
        lower_bound := lower_day::text || ' 00:00:00+00';
        upper_bound := upper_day::text || ' 00:00:00+00';
        partition := format('%I.%I', 'magazine', 'views_' || to_char(lower_day, 'YYYY_MM_DD'));
        IF to_regclass(partition) IS NULL THEN
            EXECUTE 'CREATE TABLE ' || partition || ' (LIKE magazine.views INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING COMMENTS)';
            EXECUTE format('SELECT EXISTS (SELECT FROM magazine.views_default WHERE viewed_at >= %L AND viewed_at < %L)', lower_bound, upper_bound) INTO waiting;
            IF waiting THEN
                -- rows that came before their partition: nobody may add more while they move
                LOCK TABLE magazine.views_default IN ACCESS EXCLUSIVE MODE;
                EXECUTE format('WITH moved AS (DELETE FROM magazine.views_default WHERE viewed_at >= %L AND viewed_at < %L RETURNING id, article_id, viewed_at, visitor, seconds, referrer, created_at) INSERT INTO ' || partition || ' (id, article_id, viewed_at, visitor, seconds, referrer, created_at) SELECT id, article_id, viewed_at, visitor, seconds, referrer, created_at FROM moved', lower_bound, upper_bound);
            END IF;
            EXECUTE format('ALTER TABLE magazine.views ATTACH PARTITION ' || partition || ' FOR VALUES FROM (%L) TO (%L)', lower_bound, upper_bound);
            made := made + 1;
        END IF;
        lower_day := upper_day;
    END LOOP;
    RETURN made;
END
$function$;

COMMENT ON FUNCTION magazine.make_views_partitions(since date, through date) IS 'Makes the partitions of views for these days, gives how many';

CREATE OR REPLACE FUNCTION magazine.set_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION magazine.set_updated_at() IS 'Keeps updated_at';

-- Triggers and rules

CREATE TRIGGER articles_comments_sync_guard BEFORE INSERT OR UPDATE OF comments ON magazine.articles FOR EACH ROW EXECUTE FUNCTION magazine.articles_comments_sync_guard();
CREATE TRIGGER articles_set_updated_at BEFORE UPDATE ON magazine.articles FOR EACH ROW EXECUTE FUNCTION magazine.set_updated_at();
CREATE TRIGGER articles_status_transition BEFORE UPDATE ON magazine.articles FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION magazine.articles_status_transition();

CREATE TRIGGER assets_set_updated_at BEFORE UPDATE ON magazine.assets FOR EACH ROW EXECUTE FUNCTION magazine.set_updated_at();

CREATE TRIGGER authors_set_updated_at BEFORE UPDATE ON magazine.authors FOR EACH ROW EXECUTE FUNCTION magazine.set_updated_at();

CREATE TRIGGER authorships_set_updated_at BEFORE UPDATE ON magazine.authorships FOR EACH ROW EXECUTE FUNCTION magazine.set_updated_at();

CREATE TRIGGER articles_comments_sync_delete AFTER DELETE ON magazine.comments REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION magazine.articles_comments_sync();
CREATE TRIGGER articles_comments_sync_insert AFTER INSERT ON magazine.comments REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION magazine.articles_comments_sync();
CREATE TRIGGER articles_comments_sync_truncate AFTER TRUNCATE ON magazine.comments FOR EACH STATEMENT EXECUTE FUNCTION magazine.articles_comments_sync();
CREATE TRIGGER articles_comments_sync_update AFTER UPDATE ON magazine.comments REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION magazine.articles_comments_sync();
CREATE TRIGGER comments_set_updated_at BEFORE UPDATE ON magazine.comments FOR EACH ROW EXECUTE FUNCTION magazine.set_updated_at();
CREATE TRIGGER comments_status_transition BEFORE UPDATE ON magazine.comments FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION magazine.comments_status_transition();

CREATE TRIGGER illustrations_set_updated_at BEFORE UPDATE ON magazine.illustrations FOR EACH ROW EXECUTE FUNCTION magazine.set_updated_at();

CREATE TRIGGER newsletters_set_updated_at BEFORE UPDATE ON magazine.newsletters FOR EACH ROW EXECUTE FUNCTION magazine.set_updated_at();

CREATE TRIGGER readers_set_updated_at BEFORE UPDATE ON magazine.readers FOR EACH ROW EXECUTE FUNCTION magazine.set_updated_at();

CREATE TRIGGER redirects_set_updated_at BEFORE UPDATE ON magazine.redirects FOR EACH ROW EXECUTE FUNCTION magazine.set_updated_at();

CREATE TRIGGER sections_set_updated_at BEFORE UPDATE ON magazine.sections FOR EACH ROW EXECUTE FUNCTION magazine.set_updated_at();

CREATE TRIGGER subscriptions_set_updated_at BEFORE UPDATE ON magazine.subscriptions FOR EACH ROW EXECUTE FUNCTION magazine.set_updated_at();

CREATE TRIGGER tags_set_updated_at BEFORE UPDATE ON magazine.tags FOR EACH ROW EXECUTE FUNCTION magazine.set_updated_at();
