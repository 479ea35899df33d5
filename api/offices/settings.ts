import { hash } from '@node-rs/argon2';
import { Router } from 'express';
import type { Request } from 'express';
import { changeAccount, createAccount, listAccounts } from '../../db/staff/accounts.ts';
import type { Database } from '../../db/connect.ts';
import { readOfficeNow } from '../../db/offices/offices.ts';
import { passwordCosts } from '../../db/seed/seed.ts';
import {
  announce,
  changeNationalCalendar,
  changeSettings,
  readAnnouncement,
  readNationalCalendar,
  readSettings,
} from '../../db/offices/settings.ts';
import type { Announcement, SettingsSections } from '../../db/offices/settings.ts';
import { instantOf } from '../../domain/offices/calendar.ts';
import type { CalendarDay } from '../../domain/offices/calendar.ts';
import { toIso } from '../../domain/time.ts';
import { scopeOf } from '../http/access.ts';
import type { Access } from '../http/access.ts';
import { readCalendarCsv } from './calendar-csv.ts';
import type { Commands } from '../visits/commands.ts';
import { ProblemError, onlyAllows } from '../http/problem.ts';
import { invalidField, parse, pathPart } from '../http/requests.ts';
import { accountChange, accountBody } from '../../wire/staff.ts';
import {
  announcementBody,
  calendarCsvBody,
  nationalCalendarBody,
  settingsBody,
} from '../../wire/settings.ts';
import { username as usernameSchema } from '../../wire/fields.ts';
import type { AnnouncementBody } from '../../wire/settings.ts';

/** What admins decide for an office, and what supervisors announce. */
export function settingsRoutes(deps: { db: Database; access: Access; commands: Commands }): Router {
  const { db, access, commands } = deps;
  const router = Router();

  /** Hours of their own that end before now would close the office on everyone inside. */
  const refusePastHours = async (office: string, calendar: readonly CalendarDay[] = []): Promise<void> => {
    const now = await readOfficeNow(db, office);
    const index = calendar.findIndex(({ day, hours }) => {
      const last = hours?.at(-1);
      return now && last && day === now.opening.day && instantOf(day, last[1], now.timeZone) <= now.now;
    });
    if (index !== -1) throw invalidField(`/calendar/${index}/hours`, 'past');
  };

  router
    .route('/offices/:office/settings')
    .get(async (request, response) => {
      const { office } = await access.settingsReader(request);
      response.set('Cache-Control', 'no-store').json(await readSettings(db, office));
    })
    .put(async (request, response) => {
      const { office, staff } = await access.admin(request);
      const { expectedVersion, ...sections } = parse(settingsBody, request.body);
      await refusePastHours(office, sections.calendar);
      await commands.once(request, { scope: scopeOf(staff) }, async ({ id: commandId }) => {
        const outcome = await changeSettings(db, {
          office,
          expectedVersion,
          sections: sections as Partial<SettingsSections>,
          by: { staffId: staff.id, commandId },
        });
        if (outcome.kind === 'stale') throw new ProblemError('setting-changed');
        if (outcome.kind === 'in-use') {
          const { section, codes } = outcome;
          throw new ProblemError('in-use', {
            errors: codes.map((code) => ({
              pointer: `/${section}`,
              message: { id: `${code} masih dipakai.`, en: `${code} is still in use.` },
            })),
          });
        }
      });
      response.json(await readSettings(db, office));
    })
    .all(onlyAllows('GET', 'PUT'));

  router
    .route('/calendar')
    .get(async (request, response) => {
      await access.national(request);
      response.json(await readNationalCalendar(db));
    })
    .put(async (request, response) => {
      const staff = await access.national(request);
      const { expectedVersion, days } = parse(nationalCalendarBody, request.body);
      await commands.once(request, { scope: scopeOf(staff) }, async ({ id: commandId }) => {
        const by = { staffId: staff.id, commandId };
        const outcome = await changeNationalCalendar(db, { expectedVersion, days, by });
        if (outcome === 'stale') throw new ProblemError('setting-changed');
      });
      response.json(await readNationalCalendar(db));
    })
    .all(onlyAllows('GET', 'PUT'));

  router
    .route('/calendar/check')
    .post(async (request, response) => {
      await access.anyAdmin(request);
      const { csv } = parse(calendarCsvBody, request.body);
      const { days, faults } = readCalendarCsv(csv);
      if (faults.length > 0) {
        throw new ProblemError('invalid-request', {
          errors: faults.map(({ line, message }) => ({ pointer: `/csv/${line}`, message })),
        });
      }
      response.json({ days });
    })
    .all(onlyAllows('POST'));

  router
    .route('/offices/:office/announcement')
    .get(async (request, response) => {
      const { office } = await access.settingsReader(request);
      response.json(toView(await readAnnouncement(db, office)));
    })
    .put(async (request, response) => {
      const { office, staff } = await access.supervisor(request);
      const body = parse(announcementBody, request.body);
      await commands.once(request, { scope: scopeOf(staff) }, ({ id: commandId }) =>
        announce(db, { office, announcement: toAnnouncement(body), staffId: staff.id, commandId }),
      );
      response.json(toView(await readAnnouncement(db, office)));
    })
    .all(onlyAllows('GET', 'PUT'));

  router
    .route('/offices/:office/accounts')
    .get(async (request, response) => {
      const { office } = await access.admin(request);
      response.set('Cache-Control', 'no-store').json({ accounts: await listAccounts(db, office) });
    })
    .post(async (request, response) => {
      const { office, staff } = await access.admin(request);
      const { password, ...account } = parse(accountBody, request.body);
      await commands.once(request, { scope: scopeOf(staff) }, async ({ id: commandId }) => {
        const passwordHash = await hash(password, passwordCosts);
        const by = { staffId: staff.id, commandId };
        const change = { office, by, account: { ...account, passwordHash } };
        if (!(await createAccount(db, change))) throw new ProblemError('already-exists');
      });
      response.status(201).json({ accounts: await listAccounts(db, office) });
    })
    .all(onlyAllows('GET', 'POST'));

  router
    .route('/offices/:office/accounts/:username')
    .put(async (request, response) => {
      const { office, staff } = await access.admin(request);
      const username = pathPart(usernameSchema, request.params.username);
      const change = await toAccountChange(request);
      if (username === staff.username && 'disabled' in change) throw invalidField('/disabled', 'own-account');
      await commands.once(request, { scope: scopeOf(staff) }, async ({ id: commandId }) => {
        const changed = await changeAccount(db, {
          office,
          by: { staffId: staff.id, commandId },
          username,
          change,
        });
        if (!changed) throw new ProblemError('not-found');
      });
      response.json({ accounts: await listAccounts(db, office) });
    })
    .all(onlyAllows('PUT'));
  return router;
}

async function toAccountChange(request: Request): Promise<{ passwordHash: string } | { disabled: boolean }> {
  const change = parse(accountChange, request.body);
  return 'password' in change ? { passwordHash: await hash(change.password, passwordCosts) } : change;
}

function toAnnouncement({ message, closing }: AnnouncementBody): Announcement {
  const until = closing?.until ?? null;
  return {
    message,
    closing: closing && { reason: closing.reason, until: until === null ? null : Date.parse(until) },
  };
}

function toView({ message, closing }: Announcement): AnnouncementBody {
  const until = closing?.until ?? null;
  return { message, closing: closing && { ...closing, until: until === null ? null : toIso(until) } };
}
