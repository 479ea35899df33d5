-- Of the address that was told of a new complaint, for a day: so many mails go to it, whoever typed it.
alter table complaint add column told_mac bytea;
create index complaint_told on complaint (told_mac, received_at) where told_mac is not null;
