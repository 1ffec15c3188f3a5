-- The index of danchieu: one SQLite file that any SQLite client can read.
--
-- Names of tables and columns are part of the interface. For reading with another program the views at the end
-- (`citations`, `graph`) are the easiest way in. PRAGMA application_id is 0x64634958 ("dcIX"), PRAGMA
-- user_version the version of this schema: 5. Absent texts are '', never NULL; a NULL number means "none".
-- Offsets are bytes of a document's stored text, ends are one past the last byte. Dates are ISO 8601, as exact
-- as the source states them: '2024-08-12', '2024-08', '2024'.

-- A file that was read, for indexing again only what has changed.
CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,    -- absolute; bytes of a name that are not UTF-8 stand as \xHH
  root TEXT NOT NULL,           -- the folder (or file) that was given to `danchieu index`
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  hash INTEGER NOT NULL,        -- 64 bits of the MD5 of the file's bytes
  analysis INTEGER NOT NULL     -- of the program that read it: another one reads it again
) STRICT;

-- A document: a file, or a member of an archive (then `path` is 'archive.zip!/member').
CREATE TABLE documents (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that no mention id ever means another place
  file INTEGER NOT NULL REFERENCES files(id),
  path TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,         -- ok, empty, no_text, unreadable, too_large, binary, encrypted, malformed, limit
  message TEXT NOT NULL,        -- what is wrong, for a person
  format TEXT NOT NULL,         -- text, markdown, html, …
  encoding TEXT NOT NULL,
  encoding_confidence INTEGER NOT NULL,  -- 0–100
  ocr INTEGER NOT NULL,         -- 1: the text was recognised from a picture
  symbol INTEGER REFERENCES symbols(id), -- under which its work is found; NULL without text
  work INTEGER REFERENCES works(id),     -- the act that it is; NULL without text
  key TEXT NOT NULL,            -- own symbol: '43/KH-UBND'
  type TEXT NOT NULL,           -- 'KH'
  date TEXT NOT NULL,
  issuer TEXT NOT NULL,
  unit TEXT NOT NULL,           -- 'TW', 'Hà Tĩnh', 'Hưng Yên/Kim Động', '?' when the text does not say
  level TEXT NOT NULL,          -- central, province, district, commune or ''
  title TEXT NOT NULL,
  annex_key TEXT NOT NULL,      -- the decision that issued it, when the text is only the annex
  annex_date TEXT NOT NULL,
  bytes INTEGER NOT NULL,       -- length of the stored text
  content_start INTEGER NOT NULL,  -- the text without a portal's navigation
  content_end INTEGER NOT NULL,
  limit_hits INTEGER NOT NULL,  -- times that a bound cut something off: 0 on real texts
  file_title TEXT NOT NULL DEFAULT '',  -- what the file says of itself, which is often left from another:
  file_author TEXT NOT NULL DEFAULT '', -- kept, never trusted above the text
  file_date TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX documents_file ON documents(file);
CREATE INDEX documents_symbol ON documents(symbol);
CREATE INDEX documents_work ON documents(work, path);
CREATE INDEX documents_unit ON documents(unit, date) WHERE status = 'ok';

-- The stored text, compressed with zstd.
CREATE TABLE texts (
  document INTEGER PRIMARY KEY REFERENCES documents(id),
  zstd BLOB NOT NULL
) STRICT;

-- Where the pages of a document start, for formats that have pages.
CREATE TABLE pages (
  document INTEGER NOT NULL REFERENCES documents(id),
  page INTEGER NOT NULL,        -- from 1
  start INTEGER NOT NULL,
  PRIMARY KEY (document, page)
) STRICT, WITHOUT ROWID;

-- Canonical symbols ('91-KL/TW'), names in small letters ('named:hiến pháp') and, for documents without a number of their own,
-- what tells them apart ('title:…', 'text:…'). A symbol is not an identity: works are.
CREATE TABLE symbols (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
) STRICT;

-- A work: an act, whether the corpus has its text or only cites it.
CREATE TABLE works (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,   -- '29-NQ/TW|TW|XI', '43/KH-UBND|Hà Tĩnh|2022': the same whatever was indexed first
  symbol INTEGER NOT NULL REFERENCES symbols(id),
  name TEXT NOT NULL,           -- for people: '29-NQ/TW@2013-11-04'; not always unique
  key TEXT NOT NULL,            -- '29-NQ/TW'; '' for a document without a number
  type TEXT NOT NULL,
  date TEXT NOT NULL,           -- its document's own, else the one that most documents state
  issuer TEXT NOT NULL,
  unit TEXT NOT NULL,
  level TEXT NOT NULL,
  title TEXT NOT NULL
) STRICT;
CREATE INDEX works_symbol ON works(symbol);
CREATE INDEX works_unit ON works(unit, date, key);

-- The units of works once more, by numbers and packed: what the program itself reads. Other programs read
-- `works`.
CREATE TABLE units (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE     -- 'Hà Tĩnh'; one may stay that no work has any more
) STRICT;
CREATE TABLE work_units (
  block INTEGER PRIMARY KEY,    -- works.id / 1024
  packed BLOB NOT NULL          -- indexer/store-work-units.h says how
) STRICT;

-- What one document says of one act in the same words (symbol, date, issuer, unit …): resolved as one.
-- The mentions of it have the ids from `id` to `id + mentions - 1`.
CREATE TABLE refs (
  id INTEGER PRIMARY KEY,       -- document × 16777216 + running number: the id of its first mention
  mentions INTEGER NOT NULL,
  symbol INTEGER REFERENCES symbols(id), -- under which the work is looked for; NULL: its number is blank
  work INTEGER REFERENCES works(id),     -- NULL: unknown or ambiguous, see `candidates`
  reason TEXT NOT NULL,         -- why it is this work, or none: see resolve.h
  class INTEGER NOT NULL,       -- 0 numbered, 1 short form, 2 named, 3 short form that fits several acts
  key TEXT NOT NULL,            -- as `danchieu extract` gives it; '' when it is that of `symbol`
  type TEXT NOT NULL,
  symbol_type TEXT NOT NULL,    -- the type that the symbol itself says, when it is another one
  date TEXT NOT NULL,           -- as stated with it
  term TEXT NOT NULL,           -- 'XII' when "khóa XII" stands with it
  issuer TEXT NOT NULL,         -- as stated with it
  unit TEXT NOT NULL,
  written TEXT NOT NULL,        -- the symbol as written, when it had to be repaired
  title TEXT NOT NULL,          -- by which the first mention that has one calls the act
  own INTEGER NOT NULL          -- 1: the document's own number
) STRICT;
CREATE INDEX refs_symbol ON refs(symbol, work);

-- A mention: one place in a text.
CREATE TABLE mentions (
  id INTEGER PRIMARY KEY,       -- document × 16777216 + running number
  start INTEGER NOT NULL,       -- the symbol or the name
  "end" INTEGER NOT NULL,
  cite_start INTEGER NOT NULL,  -- the whole citation
  cite_end INTEGER NOT NULL,
  container INTEGER,            -- the mention in whose title or quotation this one stands, or of whose act the words
                                -- speak ("Nghị định này", a consolidated text's base); NULL: the document
  relation INTEGER NOT NULL REFERENCES relations(id), -- of the container or document to the work mentioned
  partial INTEGER NOT NULL,     -- 1: amends or repeals only a part
  confidence INTEGER NOT NULL,  -- 0–100; 40: shown beside the document by a portal, so no edge
  pinpoint TEXT NOT NULL,       -- 'điểm a khoản 2 Điều 5'
  why TEXT NOT NULL             -- which rule gave relation, unit or repair
) STRICT;

-- Works that an undecided ref could be.
CREATE TABLE candidates (
  ref INTEGER NOT NULL REFERENCES refs(id),
  work INTEGER NOT NULL REFERENCES works(id),
  PRIMARY KEY (ref, work)
) STRICT, WITHOUT ROWID;
CREATE INDEX candidates_work ON candidates(work);

-- What documents state of a work against what is taken as true.
CREATE TABLE conflicts (
  work INTEGER NOT NULL REFERENCES works(id),
  field TEXT NOT NULL,          -- 'date', 'type', 'symbol'
  value TEXT NOT NULL,          -- what is stated
  document INTEGER NOT NULL REFERENCES documents(id),
  ref INTEGER NOT NULL,         -- the ref that states it; 0: the document of itself
  PRIMARY KEY (work, field, value, document, ref)
) STRICT, WITHOUT ROWID;

-- source → target, asserted by a document. Relations told from the other side are turned round: "A is amended
-- by B" is stored as B amends A; so amended_by, replaced_by and repealed_by never occur here. An act has no edge
-- to itself, and an annex none to the decision that issued it: both are one work.
CREATE TABLE edges (
  source INTEGER NOT NULL REFERENCES works(id),
  target INTEGER NOT NULL REFERENCES works(id),
  relation INTEGER NOT NULL REFERENCES relations(id),
  document INTEGER NOT NULL REFERENCES documents(id),
  mention INTEGER NOT NULL REFERENCES mentions(id), -- the first that backs it
  mentions INTEGER NOT NULL,    -- how many back it
  partial INTEGER NOT NULL,     -- 1: all of them concern only a part
  PRIMARY KEY (source, target, relation, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX edges_in ON edges(target, source, relation, document);

-- The same edges by target, packed: what the program itself reads. Other programs read `edges`.
CREATE TABLE referrers (
  id INTEGER PRIMARY KEY,       -- target × 4294967296 + the source of the first edge in it
  packed BLOB NOT NULL          -- indexer/store-referrers.h says how
) STRICT;

CREATE TABLE relations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- Every citation with the work that it means.
CREATE VIEW citations AS
SELECT m.id, d.path, m.start, m."end", CASE f.key WHEN '' THEN s.key ELSE f.key END AS key, f.type, f.date,
       f.issuer, f.unit, r.name AS relation, m.pinpoint, m.confidence, coalesce(w.name, '') AS work, f.reason
FROM refs f
JOIN mentions m ON m.id BETWEEN f.id AND f.id + f.mentions - 1
JOIN documents d ON d.id = f.id / 16777216
JOIN relations r ON r.id = m.relation
LEFT JOIN symbols s ON s.id = f.symbol
LEFT JOIN works w ON w.id = f.work;

-- Every edge by names.
CREATE VIEW graph AS
SELECT a.name AS source, r.name AS relation, b.name AS target, d.path AS document, e.mentions
FROM edges e
JOIN works a ON a.id = e.source
JOIN works b ON b.id = e.target
JOIN relations r ON r.id = e.relation
JOIN documents d ON d.id = e.document;
