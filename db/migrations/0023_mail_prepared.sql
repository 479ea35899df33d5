-- Mails whose cause was never recorded are looked for by their age, among all that were sent in a month.
create index mail_prepared on mail (created_at) where stage = 'prepared';
