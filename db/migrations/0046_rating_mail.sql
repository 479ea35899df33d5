-- A visitor may ask for a mail with the link to their rating, should they leave without one.
alter table guest_book add column rating_mail boolean not null default false;
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('email-check', 'member-confirm', 'member-link',
  'member-expiry', 'member-deleted', 'softcopy-ready', 'rating-link'));
