CREATE TABLE bands (
	band BIGINT NOT NULL, 
	document_id VARCHAR NOT NULL
);
CREATE INDEX ix_bands_band ON bands (band);
CREATE INDEX ix_bands_document_id ON bands (document_id);
CREATE TABLE claims (
	document_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	field VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	origin VARCHAR NOT NULL, 
	evidence TEXT NOT NULL, 
	confidence FLOAT NOT NULL, 
	follows_from VARCHAR NOT NULL, 
	PRIMARY KEY (document_id, position)
);
CREATE TABLE corrections (
	document_id VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	value TEXT NOT NULL, 
	note TEXT NOT NULL, 
	at VARCHAR NOT NULL, 
	PRIMARY KEY (document_id, field, position)
);
CREATE TABLE documents (
	id VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	described_by VARCHAR NOT NULL, 
	page_count INTEGER NOT NULL, 
	characters BIGINT NOT NULL, 
	"values" JSON NOT NULL, 
	heading TEXT NOT NULL, 
	media_type VARCHAR NOT NULL, 
	sketch BLOB NOT NULL, 
	repeated_share FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_documents_revision ON documents (revision);
CREATE INDEX ix_documents_sha256 ON documents (sha256);
CREATE TABLE facts (
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE failures (
	path VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	message TEXT NOT NULL, 
	traceback TEXT NOT NULL, 
	at VARCHAR NOT NULL, 
	run INTEGER NOT NULL, 
	PRIMARY KEY (path)
);
CREATE INDEX ix_failures_reason ON failures (reason);
CREATE TABLE former_ids (
	former_id VARCHAR NOT NULL, 
	document_id VARCHAR NOT NULL, 
	PRIMARY KEY (former_id)
);
CREATE TABLE pages (
	document_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	label VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	section VARCHAR NOT NULL, 
	part VARCHAR NOT NULL, 
	left_out VARCHAR NOT NULL, 
	repeated VARCHAR NOT NULL, 
	is_ocr BOOLEAN NOT NULL, 
	PRIMARY KEY (document_id, number)
);
CREATE TABLE record_failures (
	path VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	place VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	message TEXT NOT NULL, 
	traceback TEXT NOT NULL, 
	at VARCHAR NOT NULL, 
	run INTEGER NOT NULL, 
	PRIMARY KEY (path, number)
);
CREATE TABLE relations (
	document_id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	other VARCHAR NOT NULL, 
	PRIMARY KEY (document_id, kind)
);
CREATE INDEX relations_other ON relations (other, kind);
CREATE TABLE removed (
	document_id VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (document_id)
);
CREATE INDEX ix_removed_revision ON removed (revision);
CREATE TABLE repeated (
	sentence BIGINT NOT NULL, 
	keeper VARCHAR NOT NULL, 
	PRIMARY KEY (sentence)
);
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	started_at VARCHAR NOT NULL, 
	ended_at VARCHAR NOT NULL, 
	report JSON NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE scans (
	document_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	said TEXT NOT NULL, 
	PRIMARY KEY (document_id, number)
);
CREATE TABLE sentences (
	sentence BIGINT NOT NULL, 
	document_id VARCHAR NOT NULL, 
	is_left_out BOOLEAN NOT NULL
);
CREATE INDEX ix_sentences_document_id ON sentences (document_id);
CREATE INDEX ix_sentences_sentence ON sentences (sentence);
CREATE TABLE source_documents (
	path VARCHAR NOT NULL, 
	document_id VARCHAR NOT NULL, 
	PRIMARY KEY (path, document_id)
);
CREATE INDEX ix_source_documents_document_id ON source_documents (document_id);
CREATE TABLE sources (
	path VARCHAR NOT NULL, 
	root VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	size BIGINT NOT NULL, 
	modified BIGINT NOT NULL, 
	sidecar VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	run INTEGER NOT NULL, 
	PRIMARY KEY (path)
);
CREATE INDEX ix_sources_state ON sources (state);
