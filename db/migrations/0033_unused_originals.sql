-- Originals that nothing uses any more are removed; a request keeps the digest of what its copy was made of.
alter table softcopy_original add column unused_since timestamptz;
alter table softcopy_request drop constraint softcopy_request_original_fkey;
