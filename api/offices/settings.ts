import { readOfficeNow } from '../../db/offices/offices.ts';
import {
  changeSettings,
  readSettings,
  type OfficeSettings,
  type SettingsSections,
} from '../../db/offices/settings.ts';
import { announce, readAnnouncement, type Announcement } from '../../db/offices/announcements.ts';
import { changeNationalCalendar, readNationalCalendar } from '../../db/offices/calendars.ts';
import type { Database } from '../../db/connect.ts';
import { instantOf, type CalendarDay } from '../../domain/offices/calendar.ts';
import { toIso } from '../../domain/time.ts';
import type { AnnouncementBody, settingsEndpoints } from '../../wire/offices/settings.ts';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem.ts';
import { invalidField } from '../http/requests.ts';
import { readCalendarCsv } from './calendar-csv.ts';

/** The settings of admins, and the announcements of supervisors. */
export const settingsHandlers: Handlers<typeof settingsEndpoints> = {
  settings: ({ params: { office } }, { db }) => settingsOf(db, office),

  async changeSettings({ params: { office }, body, staff, command, refuse }, { db, commands }) {
    const { expectedVersion, ...sections } = body;
    await refusePastHours(db, office, sections.calendar);
    await commands.once(command, async (trx, { id: commandId }) => {
      const outcome = await changeSettings(trx, {
        office,
        expectedVersion,
        sections: sections as Partial<SettingsSections>,
        by: { staffId: staff.id, commandId },
      });
      if (outcome.kind === 'stale') throw refuse('setting-changed');
      if (outcome.kind === 'in-use') {
        const { section, codes } = outcome;
        throw refuse('in-use', {
          errors: codes.map((code) => ({
            pointer: `/${section}`,
            message: { id: `${code} masih dipakai.`, en: `${code} is still in use.` },
          })),
        });
      }
    });
    return settingsOf(db, office);
  },

  async announcement({ params: { office } }, { db }) {
    return toView(await readAnnouncement(db, office));
  },

  async announce({ params: { office }, body, staff, command }, { db, commands }) {
    await commands.once(command, (trx, { id: commandId }) =>
      announce(trx, { office, announcement: toAnnouncement(body), staffId: staff.id, commandId }),
    );
    return toView(await readAnnouncement(db, office));
  },

  nationalCalendar: (_input, { db }) => readNationalCalendar(db),

  async changeNationalCalendar(
    { body: { expectedVersion, days }, staff, command, refuse },
    { db, commands },
  ) {
    await commands.once(command, async (trx, { id: commandId }) => {
      const by = { staffId: staff.id, commandId };
      const outcome = await changeNationalCalendar(trx, { expectedVersion, days, by });
      if (outcome === 'stale') throw refuse('setting-changed');
    });
    return readNationalCalendar(db);
  },

  async checkCalendar({ body: { csv } }) {
    const { days, faults } = readCalendarCsv(csv);
    if (faults.length > 0) {
      throw new ProblemError('invalid-request', {
        errors: faults.map(({ line, message }) => ({ pointer: `/csv/${line}`, message })),
      });
    }
    return { days };
  },
};

async function settingsOf(db: Database, office: string): Promise<OfficeSettings> {
  const settings = await readSettings(db, office);
  if (!settings) throw new ProblemError('not-found');
  return settings;
}

/** Special hours that end before now would close the office on everyone inside. */
async function refusePastHours(
  db: Database,
  office: string,
  calendar: readonly CalendarDay[] = [],
): Promise<void> {
  const now = await readOfficeNow(db, office);
  const index = calendar.findIndex(({ day, hours }) => {
    const last = hours?.at(-1);
    return now && last && day === now.opening.day && instantOf(day, last[1], now.timeZone) <= now.now;
  });
  if (index !== -1) throw invalidField(`/calendar/${index}/hours`, 'past');
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
  return { message, closing: closing && { ...closing, until: toIso(until) } };
}
