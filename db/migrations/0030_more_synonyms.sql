-- What visitors call what the collection calls otherwise.
insert into synonym (line, term) values
  (7, 'unemployment rate'),
  (20, 'gini ratio'),
  (51, 'poverty rate'),
  (74, 'wisatawan'),
  (74, 'turis'),
  (74, 'tourist'),
  (74, 'tourists'),
  (151, 'perdagangan luar negeri'),
  (151, 'ekspor impor'),
  (151, 'foreign trade'),
  (152, 'pns'),
  (152, 'asn'),
  (152, 'pegawai negeri sipil'),
  (152, 'aparatur sipil negara'),
  (152, 'civil servants'),
  (153, 'rumput laut'),
  (153, 'seaweed'),
  (154, 'batu bara'),
  (154, 'batubara'),
  (154, 'coal')
on conflict do nothing;
