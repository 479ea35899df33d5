import { randomUUID } from 'node:crypto';
import { addComplaint, moveComplaint } from '../../../../db/complaints/complaints.ts';
import { countComplaints, countOpenComplaints } from '../../../../db/complaints/figures.ts';
import {
  lookAtComplaint,
  markComplaintsCarried,
  readDueComplaints,
  wakeComplaints,
} from '../../../../db/complaints/looking.ts';
import { listAssignable } from '../../../../db/complaints/officers.ts';
import { listComplaints, readComplaint } from '../../../../db/complaints/views.ts';
import type { Ask } from './asker.ts';

/** What is asked of complaints. */
export const complaintAsks: readonly Ask[] = [
  [
    'the complaints of an office',
    async ({ db, cipher, office, staff }) => {
      const asked = { office, reference: null };
      const open = await listComplaints({ db, cipher }, { ...asked, state: 'open', for: null });
      await listComplaints({ db, cipher }, { ...asked, state: 'all', for: null });
      await listComplaints({ db, cipher }, { ...asked, state: 'open', for: staff.id });
      const [first] = open;
      if (!first) throw new Error('no complaint is open');
      const all = { office, state: 'all', for: null } as const;
      await listComplaints({ db, cipher }, { ...all, reference: first.reference });
      await listComplaints({ db, cipher }, { ...all, reference: '0007' });
      await readComplaint({ db, cipher }, first.id);
      await listAssignable(db, first);
      await countOpenComplaints(db, office);
      await countComplaints(db, { office, from: '2026-10-01', to: '2026-10-31' });
    },
  ],
  [
    'a complaint from its first word to its end',
    async ({ db, cipher, office, staff }) => {
      const id = randomUUID();
      const keys = { cipher, mailIsOn: true };
      const who = { person: { name: 'Rina', email: 'rina@example.com' }, visitId: null, staffId: null };
      await db.transaction().execute((trx) =>
        addComplaint(trx, keys, {
          ...who,
          id,
          office,
          channel: 'web',
          identity: 'named',
          language: 'id',
          text: 'Saya menunggu satu jam di loket.',
        }),
      );
      const move = { id, by: 'staff', staffId: staff.id, expectedRevision: null, text: 'Ya.' } as const;
      for (const named of [
        { name: 'verify', kind: 'ordinary' },
        { name: 'message' },
        { name: 'answer' },
      ] as const) {
        await db
          .transaction()
          .execute((trx) => moveComplaint(trx, keys, { ...move, move: named, commandId: randomUUID() }));
      }
      await markComplaintsCarried(db, await readDueComplaints(db, 50));
      await lookAtComplaint({ db, mails: { cipher, to: ['jaga@example.com'] } }, id);
      await wakeComplaints(db, office);
    },
  ],
];
