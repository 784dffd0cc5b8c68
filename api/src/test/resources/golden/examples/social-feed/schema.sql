-- social-feed: the complete schema.
-- Made by pgwright from the requirements; PostgreSQL 18.

-- Schemas

CREATE SCHEMA social;
COMMENT ON SCHEMA social IS 'Posts, feeds, reactions and messages of a social network';

-- Types

CREATE TYPE social.media_kind AS ENUM ('image', 'film');
COMMENT ON TYPE social.media_kind IS 'Values of media.kind';

CREATE TYPE social.notification_reason AS ENUM (
    'reaction',
    'comment',
    'follow',
    'mention',
    'message'
);
COMMENT ON TYPE social.notification_reason IS 'Values of notifications.reason';

CREATE TYPE social.post_visibility AS ENUM ('public', 'followers', 'hidden');
COMMENT ON TYPE social.post_visibility IS 'Values of posts.visibility';

CREATE TYPE social.reaction_kind AS ENUM ('like', 'love', 'laugh', 'sad', 'angry');
COMMENT ON TYPE social.reaction_kind IS 'Values of reactions.kind';

CREATE TYPE social.report_status AS ENUM ('open', 'upheld', 'rejected');
COMMENT ON TYPE social.report_status IS 'Steps of reports.status, in order of life';

-- Tables

CREATE TABLE social.people (
    id           uuid        NOT NULL DEFAULT uuidv7(),
    handle       text        COLLATE "C" NOT NULL,
    display_name text        NOT NULL,
    email        text        NOT NULL,
    biography    text,
    avatar       text,
    private      boolean     NOT NULL DEFAULT false,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT people_pkey PRIMARY KEY (id),
    CONSTRAINT people_email_key UNIQUE (email),
    CONSTRAINT people_handle_key UNIQUE (handle),
    CONSTRAINT people_biography_check CHECK (char_length(biography) <= 300),
    CONSTRAINT people_display_name_check CHECK (char_length(display_name) BETWEEN 1 AND 80),
    CONSTRAINT people_email_check CHECK (email = lower(email) AND email ~ '^[^@\s]+@[^@\s]+$' AND char_length(email) <= 254),
    CONSTRAINT people_handle_check CHECK (char_length(handle) BETWEEN 1 AND 30 AND handle ~ '^[a-z0-9_]{3,30}$')
);

COMMENT ON TABLE social.people IS 'Somebody with an account';
COMMENT ON COLUMN social.people.email IS 'Sensitive';

CREATE INDEX people_created_at_idx ON social.people (created_at);

CREATE TABLE social.blocks (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    blocker_id uuid        NOT NULL,
    blocked_id uuid        NOT NULL,
    reason     text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT blocks_pkey PRIMARY KEY (id),
    CONSTRAINT blocks_block_once_key UNIQUE (blocker_id, blocked_id),
    CONSTRAINT blocks_blocked_id_fkey FOREIGN KEY (blocked_id) REFERENCES social.people (id) ON DELETE CASCADE,
    CONSTRAINT blocks_blocker_id_fkey FOREIGN KEY (blocker_id) REFERENCES social.people (id) ON DELETE CASCADE,
    CONSTRAINT blocks_reason_check CHECK (reason IN ('spam', 'harassment', 'other'))
);

COMMENT ON TABLE social.blocks IS 'That a person wants nothing to do with another';
COMMENT ON COLUMN social.blocks.blocker_id IS 'person blocks by block';
COMMENT ON COLUMN social.blocks.blocked_id IS 'person is blocked by block';

CREATE INDEX blocks_blocked_id_idx ON social.blocks (blocked_id);

CREATE TABLE social.posts (
    id          uuid                   NOT NULL DEFAULT uuidv7(),
    author_id   uuid                   NOT NULL,
    text        text                   NOT NULL,
    visibility  social.post_visibility NOT NULL DEFAULT 'public',
    posted_at   timestamptz            NOT NULL DEFAULT now(),
    place       point,
    language    text                   NOT NULL DEFAULT 'en',
    created_at  timestamptz            NOT NULL DEFAULT now(),
    updated_at  timestamptz            NOT NULL DEFAULT now(),
    text_search tsvector               GENERATED ALWAYS AS (setweight(to_tsvector('english'::regconfig, coalesce(text, '')), 'A')) STORED,
    CONSTRAINT posts_pkey PRIMARY KEY (id),
    CONSTRAINT posts_author_id_fkey FOREIGN KEY (author_id) REFERENCES social.people (id) ON DELETE CASCADE,
    CONSTRAINT posts_language_check CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    CONSTRAINT posts_text_check CHECK (char_length(text) BETWEEN 1 AND 2000)
);

COMMENT ON TABLE social.posts IS 'What a person says to those who follow';
COMMENT ON COLUMN social.posts.author_id IS 'person writes post';
COMMENT ON COLUMN social.posts.text_search IS 'What full-text search looks in: text';

CREATE INDEX posts_author_id_posted_at_id_idx ON social.posts (author_id, posted_at, id);
CREATE INDEX posts_text_search_idx ON social.posts USING gin (text_search);

CREATE TABLE social.comments (
    id         uuid        NOT NULL DEFAULT uuidv7(),
    post_id    uuid        NOT NULL,
    author_id  uuid        NOT NULL,
    answers_id uuid,
    text       text        NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    hidden     boolean     NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT comments_pkey PRIMARY KEY (id),
    CONSTRAINT comments_answers_id_fkey FOREIGN KEY (answers_id) REFERENCES social.comments (id) ON DELETE CASCADE,
    CONSTRAINT comments_author_id_fkey FOREIGN KEY (author_id) REFERENCES social.people (id) ON DELETE CASCADE,
    CONSTRAINT comments_post_id_fkey FOREIGN KEY (post_id) REFERENCES social.posts (id) ON DELETE CASCADE,
    CONSTRAINT comments_text_check CHECK (char_length(text) BETWEEN 1 AND 1000)
);

COMMENT ON TABLE social.comments IS 'What a person answers to a post or to a comment';
COMMENT ON COLUMN social.comments.post_id IS 'post is answered by comment';
COMMENT ON COLUMN social.comments.author_id IS 'person answers by comment';
COMMENT ON COLUMN social.comments.answers_id IS 'comment is answered by comment';

CREATE INDEX comments_answers_id_idx ON social.comments (answers_id);
CREATE INDEX comments_author_id_idx ON social.comments (author_id);
CREATE INDEX comments_post_id_idx ON social.comments (post_id);

CREATE TABLE social.conversations (
    id              uuid        NOT NULL DEFAULT uuidv7(),
    title           text,
    last_message_at timestamptz NOT NULL DEFAULT now(),
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT conversations_pkey PRIMARY KEY (id),
    CONSTRAINT conversations_title_check CHECK (char_length(title) <= 80)
);

COMMENT ON TABLE social.conversations IS 'Messages between a few people';

CREATE TABLE social.feed_items (
    id         bigint        GENERATED ALWAYS AS IDENTITY,
    reader_id  uuid          NOT NULL,
    post_id    uuid          NOT NULL,
    posted_at  timestamptz   NOT NULL,
    score      numeric(18,4) NOT NULL DEFAULT 0,
    created_at timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT feed_items_pkey PRIMARY KEY (id, posted_at),
    CONSTRAINT feed_items_post_id_fkey FOREIGN KEY (post_id) REFERENCES social.posts (id) ON DELETE CASCADE,
    CONSTRAINT feed_items_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES social.people (id) ON DELETE CASCADE
) PARTITION BY RANGE (posted_at);

COMMENT ON TABLE social.feed_items IS 'A post in the feed of one person, written when it is posted';
COMMENT ON COLUMN social.feed_items.reader_id IS 'person reads feed item';
COMMENT ON COLUMN social.feed_items.post_id IS 'post appears as feed item';

CREATE INDEX feed_items_post_id_idx ON social.feed_items (post_id);
CREATE INDEX feed_items_reader_id_posted_at_id_idx ON social.feed_items (reader_id, posted_at, id)
    INCLUDE (post_id);

CREATE TABLE social.feed_items_2027_05_01 PARTITION OF social.feed_items
    FOR VALUES FROM ('2027-05-01 00:00:00+00') TO ('2027-05-02 00:00:00+00');

CREATE TABLE social.feed_items_2027_05_02 PARTITION OF social.feed_items
    FOR VALUES FROM ('2027-05-02 00:00:00+00') TO ('2027-05-03 00:00:00+00');

CREATE TABLE social.feed_items_2027_05_03 PARTITION OF social.feed_items
    FOR VALUES FROM ('2027-05-03 00:00:00+00') TO ('2027-05-04 00:00:00+00');

CREATE TABLE social.feed_items_2027_05_04 PARTITION OF social.feed_items
    FOR VALUES FROM ('2027-05-04 00:00:00+00') TO ('2027-05-05 00:00:00+00');

CREATE TABLE social.feed_items_2027_05_05 PARTITION OF social.feed_items
    FOR VALUES FROM ('2027-05-05 00:00:00+00') TO ('2027-05-06 00:00:00+00');

CREATE TABLE social.feed_items_2027_05_06 PARTITION OF social.feed_items
    FOR VALUES FROM ('2027-05-06 00:00:00+00') TO ('2027-05-07 00:00:00+00');

CREATE TABLE social.feed_items_2027_05_07 PARTITION OF social.feed_items
    FOR VALUES FROM ('2027-05-07 00:00:00+00') TO ('2027-05-08 00:00:00+00');

CREATE TABLE social.feed_items_default PARTITION OF social.feed_items
    DEFAULT;

CREATE TABLE social.follows (
    follower_id uuid        NOT NULL,
    followed_id uuid        NOT NULL,
    muted       boolean     NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT follows_pkey PRIMARY KEY (follower_id, followed_id),
    CONSTRAINT follows_followed_id_fkey FOREIGN KEY (followed_id) REFERENCES social.people (id) ON DELETE CASCADE,
    CONSTRAINT follows_follower_id_fkey FOREIGN KEY (follower_id) REFERENCES social.people (id) ON DELETE CASCADE,
    CONSTRAINT follows_not_oneself_check CHECK (follower_id <> followed_id)
) PARTITION BY HASH (followed_id);

COMMENT ON TABLE social.follows IS 'That a person sees what another posts';
COMMENT ON COLUMN social.follows.follower_id IS 'person follows by follow';
COMMENT ON COLUMN social.follows.followed_id IS 'person is followed by follow';

CREATE INDEX follows_followed_id_idx ON social.follows (followed_id);

CREATE TABLE social.follows_p000 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 0);

CREATE TABLE social.follows_p001 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 1);

CREATE TABLE social.follows_p002 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 2);

CREATE TABLE social.follows_p003 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 3);

CREATE TABLE social.follows_p004 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 4);

CREATE TABLE social.follows_p005 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 5);

CREATE TABLE social.follows_p006 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 6);

CREATE TABLE social.follows_p007 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 7);

CREATE TABLE social.follows_p008 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 8);

CREATE TABLE social.follows_p009 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 9);

CREATE TABLE social.follows_p010 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 10);

CREATE TABLE social.follows_p011 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 11);

CREATE TABLE social.follows_p012 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 12);

CREATE TABLE social.follows_p013 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 13);

CREATE TABLE social.follows_p014 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 14);

CREATE TABLE social.follows_p015 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 15);

CREATE TABLE social.follows_p016 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 16);

CREATE TABLE social.follows_p017 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 17);

CREATE TABLE social.follows_p018 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 18);

CREATE TABLE social.follows_p019 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 19);

CREATE TABLE social.follows_p020 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 20);

CREATE TABLE social.follows_p021 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 21);

CREATE TABLE social.follows_p022 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 22);

CREATE TABLE social.follows_p023 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 23);

CREATE TABLE social.follows_p024 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 24);

CREATE TABLE social.follows_p025 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 25);

CREATE TABLE social.follows_p026 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 26);

CREATE TABLE social.follows_p027 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 27);

CREATE TABLE social.follows_p028 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 28);

CREATE TABLE social.follows_p029 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 29);

CREATE TABLE social.follows_p030 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 30);

CREATE TABLE social.follows_p031 PARTITION OF social.follows
    FOR VALUES WITH (modulus 32, remainder 31);

CREATE TABLE social.hashtags (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    word       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT hashtags_pkey PRIMARY KEY (id),
    CONSTRAINT hashtags_word_key UNIQUE (word),
    CONSTRAINT hashtags_word_check CHECK (char_length(word) BETWEEN 1 AND 60)
);

COMMENT ON TABLE social.hashtags IS 'A word that posts can be found by';

CREATE TABLE social.hashtag_posts (
    hashtag_id bigint      NOT NULL,
    post_id    uuid        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT hashtag_posts_pkey PRIMARY KEY (hashtag_id, post_id),
    CONSTRAINT hashtag_posts_hashtag_id_fkey FOREIGN KEY (hashtag_id) REFERENCES social.hashtags (id) ON DELETE CASCADE,
    CONSTRAINT hashtag_posts_post_id_fkey FOREIGN KEY (post_id) REFERENCES social.posts (id) ON DELETE CASCADE
);

COMMENT ON TABLE social.hashtag_posts IS 'hashtag marks post';

CREATE INDEX hashtag_posts_post_id_hashtag_id_idx ON social.hashtag_posts (post_id, hashtag_id);

CREATE TABLE social.media (
    id               bigint            GENERATED ALWAYS AS IDENTITY,
    post_id          uuid              NOT NULL,
    "position"       integer           NOT NULL,
    kind             social.media_kind NOT NULL,
    file             text              NOT NULL,
    width            integer           NOT NULL,
    height           integer           NOT NULL,
    alternative_text text,
    created_at       timestamptz       NOT NULL DEFAULT now(),
    CONSTRAINT media_pkey PRIMARY KEY (id),
    CONSTRAINT media_one_medium_per_position_key UNIQUE (post_id, "position"),
    CONSTRAINT media_post_id_fkey FOREIGN KEY (post_id) REFERENCES social.posts (id) ON DELETE CASCADE,
    CONSTRAINT media_alternative_text_check CHECK (char_length(alternative_text) <= 500),
    CONSTRAINT media_file_check CHECK (file <> ''),
    CONSTRAINT media_height_check CHECK (height BETWEEN 1 AND 20000),
    CONSTRAINT media_position_check CHECK ("position" BETWEEN 1 AND 10),
    CONSTRAINT media_width_check CHECK (width BETWEEN 1 AND 20000)
);

COMMENT ON TABLE social.media IS 'A picture or film in a post';
COMMENT ON COLUMN social.media.post_id IS 'post shows media';

CREATE TABLE social.messages (
    id              bigint      GENERATED ALWAYS AS IDENTITY,
    conversation_id uuid        NOT NULL,
    sender_id       uuid,
    text            text        NOT NULL,
    sent_at         timestamptz NOT NULL DEFAULT now(),
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT messages_pkey PRIMARY KEY (id, conversation_id),
    CONSTRAINT messages_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES social.conversations (id) ON DELETE CASCADE,
    CONSTRAINT messages_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES social.people (id) ON DELETE SET NULL,
    CONSTRAINT messages_text_check CHECK (char_length(text) BETWEEN 1 AND 4000)
) PARTITION BY HASH (conversation_id);

COMMENT ON TABLE social.messages IS 'One message of a conversation';
COMMENT ON COLUMN social.messages.conversation_id IS 'conversation consists of message';
COMMENT ON COLUMN social.messages.sender_id IS 'person sends message';
COMMENT ON COLUMN social.messages.text IS 'Sensitive';

CREATE INDEX messages_conversation_id_sent_at_id_idx ON social.messages (conversation_id, sent_at, id);
CREATE INDEX messages_sender_id_idx ON social.messages (sender_id);

CREATE TABLE social.messages_p000 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 0);

CREATE TABLE social.messages_p001 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 1);

CREATE TABLE social.messages_p002 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 2);

CREATE TABLE social.messages_p003 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 3);

CREATE TABLE social.messages_p004 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 4);

CREATE TABLE social.messages_p005 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 5);

CREATE TABLE social.messages_p006 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 6);

CREATE TABLE social.messages_p007 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 7);

CREATE TABLE social.messages_p008 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 8);

CREATE TABLE social.messages_p009 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 9);

CREATE TABLE social.messages_p010 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 10);

CREATE TABLE social.messages_p011 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 11);

CREATE TABLE social.messages_p012 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 12);

CREATE TABLE social.messages_p013 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 13);

CREATE TABLE social.messages_p014 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 14);

CREATE TABLE social.messages_p015 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 15);

CREATE TABLE social.messages_p016 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 16);

CREATE TABLE social.messages_p017 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 17);

CREATE TABLE social.messages_p018 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 18);

CREATE TABLE social.messages_p019 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 19);

CREATE TABLE social.messages_p020 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 20);

CREATE TABLE social.messages_p021 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 21);

CREATE TABLE social.messages_p022 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 22);

CREATE TABLE social.messages_p023 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 23);

CREATE TABLE social.messages_p024 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 24);

CREATE TABLE social.messages_p025 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 25);

CREATE TABLE social.messages_p026 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 26);

CREATE TABLE social.messages_p027 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 27);

CREATE TABLE social.messages_p028 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 28);

CREATE TABLE social.messages_p029 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 29);

CREATE TABLE social.messages_p030 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 30);

CREATE TABLE social.messages_p031 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 31);

CREATE TABLE social.messages_p032 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 32);

CREATE TABLE social.messages_p033 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 33);

CREATE TABLE social.messages_p034 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 34);

CREATE TABLE social.messages_p035 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 35);

CREATE TABLE social.messages_p036 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 36);

CREATE TABLE social.messages_p037 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 37);

CREATE TABLE social.messages_p038 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 38);

CREATE TABLE social.messages_p039 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 39);

CREATE TABLE social.messages_p040 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 40);

CREATE TABLE social.messages_p041 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 41);

CREATE TABLE social.messages_p042 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 42);

CREATE TABLE social.messages_p043 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 43);

CREATE TABLE social.messages_p044 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 44);

CREATE TABLE social.messages_p045 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 45);

CREATE TABLE social.messages_p046 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 46);

CREATE TABLE social.messages_p047 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 47);

CREATE TABLE social.messages_p048 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 48);

CREATE TABLE social.messages_p049 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 49);

CREATE TABLE social.messages_p050 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 50);

CREATE TABLE social.messages_p051 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 51);

CREATE TABLE social.messages_p052 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 52);

CREATE TABLE social.messages_p053 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 53);

CREATE TABLE social.messages_p054 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 54);

CREATE TABLE social.messages_p055 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 55);

CREATE TABLE social.messages_p056 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 56);

CREATE TABLE social.messages_p057 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 57);

CREATE TABLE social.messages_p058 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 58);

CREATE TABLE social.messages_p059 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 59);

CREATE TABLE social.messages_p060 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 60);

CREATE TABLE social.messages_p061 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 61);

CREATE TABLE social.messages_p062 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 62);

CREATE TABLE social.messages_p063 PARTITION OF social.messages
    FOR VALUES WITH (modulus 64, remainder 63);

CREATE TABLE social.notifications (
    id          bigint                     GENERATED ALWAYS AS IDENTITY,
    person_id   uuid                       NOT NULL,
    happened_at timestamptz                NOT NULL DEFAULT now(),
    reason      social.notification_reason NOT NULL,
    subject     uuid                       NOT NULL,
    read_at     timestamptz,
    created_at  timestamptz                NOT NULL DEFAULT now(),
    updated_at  timestamptz                NOT NULL DEFAULT now(),
    CONSTRAINT notifications_pkey PRIMARY KEY (id, happened_at),
    CONSTRAINT notifications_person_id_fkey FOREIGN KEY (person_id) REFERENCES social.people (id) ON DELETE CASCADE
) PARTITION BY RANGE (happened_at);

COMMENT ON TABLE social.notifications IS 'Something that a person should know of';
COMMENT ON COLUMN social.notifications.person_id IS 'person is told by notification';

CREATE INDEX notifications_person_id_happened_at_id_idx ON social.notifications (person_id, happened_at, id);
CREATE INDEX notifications_person_id_happened_at_without_read_at_idx ON social.notifications (person_id, happened_at)
    WHERE read_at IS NULL;

CREATE TABLE social.notifications_2027_05_01 PARTITION OF social.notifications
    FOR VALUES FROM ('2027-05-01 00:00:00+00') TO ('2027-05-02 00:00:00+00');

CREATE TABLE social.notifications_2027_05_02 PARTITION OF social.notifications
    FOR VALUES FROM ('2027-05-02 00:00:00+00') TO ('2027-05-03 00:00:00+00');

CREATE TABLE social.notifications_2027_05_03 PARTITION OF social.notifications
    FOR VALUES FROM ('2027-05-03 00:00:00+00') TO ('2027-05-04 00:00:00+00');

CREATE TABLE social.notifications_2027_05_04 PARTITION OF social.notifications
    FOR VALUES FROM ('2027-05-04 00:00:00+00') TO ('2027-05-05 00:00:00+00');

CREATE TABLE social.notifications_2027_05_05 PARTITION OF social.notifications
    FOR VALUES FROM ('2027-05-05 00:00:00+00') TO ('2027-05-06 00:00:00+00');

CREATE TABLE social.notifications_2027_05_06 PARTITION OF social.notifications
    FOR VALUES FROM ('2027-05-06 00:00:00+00') TO ('2027-05-07 00:00:00+00');

CREATE TABLE social.notifications_2027_05_07 PARTITION OF social.notifications
    FOR VALUES FROM ('2027-05-07 00:00:00+00') TO ('2027-05-08 00:00:00+00');

CREATE TABLE social.notifications_default PARTITION OF social.notifications
    DEFAULT;

CREATE TABLE social.participants (
    conversation_id uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    read_until      timestamptz,
    left_at         timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT participants_pkey PRIMARY KEY (conversation_id, person_id),
    CONSTRAINT participants_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES social.conversations (id) ON DELETE CASCADE,
    CONSTRAINT participants_person_id_fkey FOREIGN KEY (person_id) REFERENCES social.people (id) ON DELETE CASCADE
);

COMMENT ON TABLE social.participants IS 'That a person takes part in a conversation';
COMMENT ON COLUMN social.participants.conversation_id IS 'conversation is between participant';
COMMENT ON COLUMN social.participants.person_id IS 'person takes part as participant';

CREATE INDEX participants_person_id_idx ON social.participants (person_id);

CREATE TABLE social.reactions (
    post_id    uuid                 NOT NULL,
    person_id  uuid                 NOT NULL,
    kind       social.reaction_kind NOT NULL DEFAULT 'like',
    created_at timestamptz          NOT NULL DEFAULT now(),
    updated_at timestamptz          NOT NULL DEFAULT now(),
    CONSTRAINT reactions_pkey PRIMARY KEY (post_id, person_id),
    CONSTRAINT reactions_person_id_fkey FOREIGN KEY (person_id) REFERENCES social.people (id) ON DELETE CASCADE,
    CONSTRAINT reactions_post_id_fkey FOREIGN KEY (post_id) REFERENCES social.posts (id) ON DELETE CASCADE
) PARTITION BY HASH (post_id);

COMMENT ON TABLE social.reactions IS 'What a person feels about a post';
COMMENT ON COLUMN social.reactions.post_id IS 'post is felt about by reaction';
COMMENT ON COLUMN social.reactions.person_id IS 'person reacts by reaction';

CREATE INDEX reactions_person_id_idx ON social.reactions (person_id);

CREATE TABLE social.reactions_p000 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 0);

CREATE TABLE social.reactions_p001 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 1);

CREATE TABLE social.reactions_p002 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 2);

CREATE TABLE social.reactions_p003 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 3);

CREATE TABLE social.reactions_p004 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 4);

CREATE TABLE social.reactions_p005 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 5);

CREATE TABLE social.reactions_p006 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 6);

CREATE TABLE social.reactions_p007 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 7);

CREATE TABLE social.reactions_p008 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 8);

CREATE TABLE social.reactions_p009 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 9);

CREATE TABLE social.reactions_p010 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 10);

CREATE TABLE social.reactions_p011 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 11);

CREATE TABLE social.reactions_p012 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 12);

CREATE TABLE social.reactions_p013 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 13);

CREATE TABLE social.reactions_p014 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 14);

CREATE TABLE social.reactions_p015 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 15);

CREATE TABLE social.reactions_p016 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 16);

CREATE TABLE social.reactions_p017 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 17);

CREATE TABLE social.reactions_p018 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 18);

CREATE TABLE social.reactions_p019 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 19);

CREATE TABLE social.reactions_p020 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 20);

CREATE TABLE social.reactions_p021 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 21);

CREATE TABLE social.reactions_p022 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 22);

CREATE TABLE social.reactions_p023 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 23);

CREATE TABLE social.reactions_p024 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 24);

CREATE TABLE social.reactions_p025 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 25);

CREATE TABLE social.reactions_p026 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 26);

CREATE TABLE social.reactions_p027 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 27);

CREATE TABLE social.reactions_p028 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 28);

CREATE TABLE social.reactions_p029 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 29);

CREATE TABLE social.reactions_p030 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 30);

CREATE TABLE social.reactions_p031 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 31);

CREATE TABLE social.reactions_p032 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 32);

CREATE TABLE social.reactions_p033 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 33);

CREATE TABLE social.reactions_p034 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 34);

CREATE TABLE social.reactions_p035 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 35);

CREATE TABLE social.reactions_p036 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 36);

CREATE TABLE social.reactions_p037 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 37);

CREATE TABLE social.reactions_p038 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 38);

CREATE TABLE social.reactions_p039 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 39);

CREATE TABLE social.reactions_p040 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 40);

CREATE TABLE social.reactions_p041 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 41);

CREATE TABLE social.reactions_p042 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 42);

CREATE TABLE social.reactions_p043 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 43);

CREATE TABLE social.reactions_p044 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 44);

CREATE TABLE social.reactions_p045 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 45);

CREATE TABLE social.reactions_p046 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 46);

CREATE TABLE social.reactions_p047 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 47);

CREATE TABLE social.reactions_p048 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 48);

CREATE TABLE social.reactions_p049 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 49);

CREATE TABLE social.reactions_p050 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 50);

CREATE TABLE social.reactions_p051 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 51);

CREATE TABLE social.reactions_p052 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 52);

CREATE TABLE social.reactions_p053 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 53);

CREATE TABLE social.reactions_p054 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 54);

CREATE TABLE social.reactions_p055 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 55);

CREATE TABLE social.reactions_p056 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 56);

CREATE TABLE social.reactions_p057 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 57);

CREATE TABLE social.reactions_p058 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 58);

CREATE TABLE social.reactions_p059 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 59);

CREATE TABLE social.reactions_p060 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 60);

CREATE TABLE social.reactions_p061 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 61);

CREATE TABLE social.reactions_p062 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 62);

CREATE TABLE social.reactions_p063 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 63);

CREATE TABLE social.reactions_p064 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 64);

CREATE TABLE social.reactions_p065 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 65);

CREATE TABLE social.reactions_p066 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 66);

CREATE TABLE social.reactions_p067 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 67);

CREATE TABLE social.reactions_p068 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 68);

CREATE TABLE social.reactions_p069 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 69);

CREATE TABLE social.reactions_p070 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 70);

CREATE TABLE social.reactions_p071 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 71);

CREATE TABLE social.reactions_p072 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 72);

CREATE TABLE social.reactions_p073 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 73);

CREATE TABLE social.reactions_p074 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 74);

CREATE TABLE social.reactions_p075 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 75);

CREATE TABLE social.reactions_p076 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 76);

CREATE TABLE social.reactions_p077 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 77);

CREATE TABLE social.reactions_p078 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 78);

CREATE TABLE social.reactions_p079 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 79);

CREATE TABLE social.reactions_p080 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 80);

CREATE TABLE social.reactions_p081 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 81);

CREATE TABLE social.reactions_p082 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 82);

CREATE TABLE social.reactions_p083 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 83);

CREATE TABLE social.reactions_p084 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 84);

CREATE TABLE social.reactions_p085 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 85);

CREATE TABLE social.reactions_p086 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 86);

CREATE TABLE social.reactions_p087 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 87);

CREATE TABLE social.reactions_p088 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 88);

CREATE TABLE social.reactions_p089 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 89);

CREATE TABLE social.reactions_p090 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 90);

CREATE TABLE social.reactions_p091 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 91);

CREATE TABLE social.reactions_p092 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 92);

CREATE TABLE social.reactions_p093 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 93);

CREATE TABLE social.reactions_p094 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 94);

CREATE TABLE social.reactions_p095 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 95);

CREATE TABLE social.reactions_p096 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 96);

CREATE TABLE social.reactions_p097 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 97);

CREATE TABLE social.reactions_p098 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 98);

CREATE TABLE social.reactions_p099 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 99);

CREATE TABLE social.reactions_p100 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 100);

CREATE TABLE social.reactions_p101 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 101);

CREATE TABLE social.reactions_p102 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 102);

CREATE TABLE social.reactions_p103 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 103);

CREATE TABLE social.reactions_p104 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 104);

CREATE TABLE social.reactions_p105 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 105);

CREATE TABLE social.reactions_p106 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 106);

CREATE TABLE social.reactions_p107 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 107);

CREATE TABLE social.reactions_p108 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 108);

CREATE TABLE social.reactions_p109 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 109);

CREATE TABLE social.reactions_p110 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 110);

CREATE TABLE social.reactions_p111 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 111);

CREATE TABLE social.reactions_p112 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 112);

CREATE TABLE social.reactions_p113 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 113);

CREATE TABLE social.reactions_p114 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 114);

CREATE TABLE social.reactions_p115 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 115);

CREATE TABLE social.reactions_p116 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 116);

CREATE TABLE social.reactions_p117 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 117);

CREATE TABLE social.reactions_p118 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 118);

CREATE TABLE social.reactions_p119 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 119);

CREATE TABLE social.reactions_p120 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 120);

CREATE TABLE social.reactions_p121 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 121);

CREATE TABLE social.reactions_p122 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 122);

CREATE TABLE social.reactions_p123 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 123);

CREATE TABLE social.reactions_p124 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 124);

CREATE TABLE social.reactions_p125 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 125);

CREATE TABLE social.reactions_p126 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 126);

CREATE TABLE social.reactions_p127 PARTITION OF social.reactions
    FOR VALUES WITH (modulus 128, remainder 127);

CREATE TABLE social.reports (
    id             bigint               GENERATED ALWAYS AS IDENTITY,
    post_id        uuid                 NOT NULL,
    complainant_id uuid,
    reason         text                 NOT NULL,
    text           text,
    status         social.report_status NOT NULL DEFAULT 'open',
    created_at     timestamptz          NOT NULL DEFAULT now(),
    updated_at     timestamptz          NOT NULL DEFAULT now(),
    CONSTRAINT reports_pkey PRIMARY KEY (id),
    CONSTRAINT reports_complainant_id_fkey FOREIGN KEY (complainant_id) REFERENCES social.people (id) ON DELETE SET NULL,
    CONSTRAINT reports_post_id_fkey FOREIGN KEY (post_id) REFERENCES social.posts (id) ON DELETE CASCADE,
    CONSTRAINT reports_reason_check CHECK (reason IN ('spam', 'abuse', 'illegal', 'other')),
    CONSTRAINT reports_text_check CHECK (char_length(text) <= 1000)
);

COMMENT ON TABLE social.reports IS 'A complaint about a post, for moderators';
COMMENT ON COLUMN social.reports.post_id IS 'post is complained about by report';
COMMENT ON COLUMN social.reports.complainant_id IS 'person complains by report';

CREATE INDEX reports_complainant_id_idx ON social.reports (complainant_id);
CREATE INDEX reports_created_at_id_open_idx ON social.reports (created_at, id) WHERE status = 'open';
CREATE INDEX reports_post_id_idx ON social.reports (post_id);

-- Functions

CREATE OR REPLACE FUNCTION social.drop_feed_items_partitions(before date)
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
        WHERE link.inhparent = 'social.feed_items'::regclass
          AND child.relname ~ '^feed_items_[0-9][0-9][0-9][0-9]_[0-9][0-9]_[0-9][0-9]$'
          AND to_date(right(child.relname, 10), 'YYYY_MM_DD') + interval '1 day' <= before
        ORDER BY child.relname
    LOOP
        EXECUTE 'DROP TABLE ' || old;
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$function$;

COMMENT ON FUNCTION social.drop_feed_items_partitions(before date) IS 'Drops the partitions of feed_items that end by this day, gives how many';

CREATE OR REPLACE FUNCTION social.drop_notifications_partitions(before date)
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
        WHERE link.inhparent = 'social.notifications'::regclass
          AND child.relname ~ '^notifications_[0-9][0-9][0-9][0-9]_[0-9][0-9]_[0-9][0-9]$'
          AND to_date(right(child.relname, 10), 'YYYY_MM_DD') + interval '1 day' <= before
        ORDER BY child.relname
    LOOP
        EXECUTE 'DROP TABLE ' || old;
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$function$;

COMMENT ON FUNCTION social.drop_notifications_partitions(before date) IS 'Drops the partitions of notifications that end by this day, gives how many';

CREATE OR REPLACE FUNCTION social.make_feed_items_partitions(since date, through date)
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
        partition := format('%I.%I', 'social', 'feed_items_' || to_char(lower_day, 'YYYY_MM_DD'));
        IF to_regclass(partition) IS NULL THEN
            EXECUTE 'CREATE TABLE ' || partition || ' (LIKE social.feed_items INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING COMMENTS)';
            EXECUTE format('SELECT EXISTS (SELECT FROM social.feed_items_default WHERE posted_at >= %L AND posted_at < %L)', lower_bound, upper_bound) INTO waiting;
            IF waiting THEN
                -- rows that came before their partition: nobody may add more while they move
                LOCK TABLE social.feed_items_default IN ACCESS EXCLUSIVE MODE;
                EXECUTE format('WITH moved AS (DELETE FROM social.feed_items_default WHERE posted_at >= %L AND posted_at < %L RETURNING id, reader_id, post_id, posted_at, score, created_at) INSERT INTO ' || partition || ' (id, reader_id, post_id, posted_at, score, created_at) SELECT id, reader_id, post_id, posted_at, score, created_at FROM moved', lower_bound, upper_bound);
            END IF;
            EXECUTE format('ALTER TABLE social.feed_items ATTACH PARTITION ' || partition || ' FOR VALUES FROM (%L) TO (%L)', lower_bound, upper_bound);
            made := made + 1;
        END IF;
        lower_day := upper_day;
    END LOOP;
    RETURN made;
END
$function$;

COMMENT ON FUNCTION social.make_feed_items_partitions(since date, through date) IS 'Makes the partitions of feed_items for these days, gives how many';

CREATE OR REPLACE FUNCTION social.make_notifications_partitions(since date, through date)
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
        partition := format('%I.%I', 'social', 'notifications_' || to_char(lower_day, 'YYYY_MM_DD'));
        IF to_regclass(partition) IS NULL THEN
            EXECUTE 'CREATE TABLE ' || partition || ' (LIKE social.notifications INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING COMMENTS)';
            EXECUTE format('SELECT EXISTS (SELECT FROM social.notifications_default WHERE happened_at >= %L AND happened_at < %L)', lower_bound, upper_bound) INTO waiting;
            IF waiting THEN
                -- rows that came before their partition: nobody may add more while they move
                LOCK TABLE social.notifications_default IN ACCESS EXCLUSIVE MODE;
                EXECUTE format('WITH moved AS (DELETE FROM social.notifications_default WHERE happened_at >= %L AND happened_at < %L RETURNING id, person_id, happened_at, reason, subject, read_at, created_at, updated_at) INSERT INTO ' || partition || ' (id, person_id, happened_at, reason, subject, read_at, created_at, updated_at) SELECT id, person_id, happened_at, reason, subject, read_at, created_at, updated_at FROM moved', lower_bound, upper_bound);
            END IF;
            EXECUTE format('ALTER TABLE social.notifications ATTACH PARTITION ' || partition || ' FOR VALUES FROM (%L) TO (%L)', lower_bound, upper_bound);
            made := made + 1;
        END IF;
        lower_day := upper_day;
    END LOOP;
    RETURN made;
END
$function$;

COMMENT ON FUNCTION social.make_notifications_partitions(since date, through date) IS 'Makes the partitions of notifications for these days, gives how many';

CREATE OR REPLACE FUNCTION social.reports_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('open', 'upheld'),
        ('open', 'rejected')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reports_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION social.reports_status_transition() IS 'Refuses changes of reports.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION social.set_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION social.set_updated_at() IS 'Keeps updated_at';

-- Triggers and rules

CREATE TRIGGER comments_set_updated_at BEFORE UPDATE ON social.comments FOR EACH ROW EXECUTE FUNCTION social.set_updated_at();

CREATE TRIGGER conversations_set_updated_at BEFORE UPDATE ON social.conversations FOR EACH ROW EXECUTE FUNCTION social.set_updated_at();

CREATE TRIGGER follows_set_updated_at BEFORE UPDATE ON social.follows FOR EACH ROW EXECUTE FUNCTION social.set_updated_at();

CREATE TRIGGER notifications_set_updated_at BEFORE UPDATE ON social.notifications FOR EACH ROW EXECUTE FUNCTION social.set_updated_at();

CREATE TRIGGER participants_set_updated_at BEFORE UPDATE ON social.participants FOR EACH ROW EXECUTE FUNCTION social.set_updated_at();

CREATE TRIGGER people_set_updated_at BEFORE UPDATE ON social.people FOR EACH ROW EXECUTE FUNCTION social.set_updated_at();

CREATE TRIGGER posts_set_updated_at BEFORE UPDATE ON social.posts FOR EACH ROW EXECUTE FUNCTION social.set_updated_at();

CREATE TRIGGER reactions_set_updated_at BEFORE UPDATE ON social.reactions FOR EACH ROW EXECUTE FUNCTION social.set_updated_at();

CREATE TRIGGER reports_set_updated_at BEFORE UPDATE ON social.reports FOR EACH ROW EXECUTE FUNCTION social.set_updated_at();
CREATE TRIGGER reports_status_transition BEFORE UPDATE ON social.reports FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION social.reports_status_transition();
