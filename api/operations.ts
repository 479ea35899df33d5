import * as z from 'zod';
import {
  board as boardSchema,
  boardBody as boardBodySchema,
  boardNames as boardNamesSchema,
} from '../wire/boards.ts';
import {
  handoverBody as handoverBodySchema,
  handoverDesk as handoverDeskSchema,
  handoverList as handoverListSchema,
  incidentBody as incidentBodySchema,
  incidentList as incidentListSchema,
  lockerAnswer as lockerAnswerSchema,
  lockerBody as lockerBodySchema,
  lockerCode as lockerCodeSchema,
  lockerList as lockerListSchema,
} from '../wire/custody.ts';
import {
  deviceAdded as deviceAddedSchema,
  deviceBody as deviceBodySchema,
  deviceList as deviceListSchema,
  paired as pairedSchema,
  pairingBody as pairingBodySchema,
} from '../wire/devices.ts';
import {
  boardName as boardNameSchema,
  created as createdSchema,
  dayQuery as dayQuerySchema,
  dayRange as dayRangeSchema,
  officeCode as officeCodeSchema,
  token as tokenSchema,
  username as usernameSchema,
  visitId as visitIdSchema,
} from '../wire/fields.ts';
import {
  emailVerified as emailVerifiedSchema,
  guestBook as guestBookSchema,
  profileAnswer as profileAnswerSchema,
  profileBody as profileBodySchema,
  profileForgotten as profileForgottenSchema,
  wholeGuestBook as wholeGuestBookSchema,
} from '../wire/guest-books.ts';
import {
  office as officeSchema,
  officeList as officeListSchema,
  policy as policySchema,
  policyAnswer as policyAnswerSchema,
} from '../wire/offices.ts';
import {
  announcementBody as announcementBodySchema,
  calendarCsvBody as calendarCsvBodySchema,
  calendarDays as calendarDaysSchema,
  nationalCalendar as nationalCalendarSchema,
  nationalCalendarBody as nationalCalendarBodySchema,
  settings as settingsSchema,
  settingsBody as settingsBodySchema,
} from '../wire/settings.ts';
import {
  accountBody as accountBodySchema,
  accountChange as accountChangeSchema,
  accountList as accountListSchema,
  ownPasswordBody as ownPasswordBodySchema,
  session as sessionSchema,
  sessionBody as sessionBodySchema,
} from '../wire/staff.ts';
import {
  correctionBody as correctionBodySchema,
  paperVisitBody as paperVisitBodySchema,
  paperVisitList as paperVisitListSchema,
  story as storySchema,
} from '../wire/stories.ts';
import {
  dayList as dayListSchema,
  escalation as escalationSchema,
  escalationList as escalationListSchema,
  sla as slaSchema,
} from '../wire/supervision.ts';
import {
  rating as ratingSchema,
  ticket as ticketSchema,
  ticketBody as ticketBodySchema,
  visitView as visitViewSchema,
} from '../wire/visitors.ts';
import {
  callAnswer as callAnswerSchema,
  callBody as callBodySchema,
  deskList as deskListSchema,
  deskQuery as deskQuerySchema,
  moveBody as moveBodySchema,
  priorityAnswer as priorityAnswerSchema,
  priorityBody as priorityBodySchema,
  staffVisit as staffVisitSchema,
} from '../wire/visits.ts';
import { supervision, reportName } from '../wire/supervision.ts';

/** One operation of the interface: what comes in, what goes out, who may. */
export interface Operation {
  readonly summary: string;
  readonly who: 'public' | 'staff' | 'supervisor' | 'admin';
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Commands carry an Idempotency-Key. */
  readonly command?: boolean;
  readonly status?: '200' | '201' | '204';
  readonly answer?: z.ZodType;
  /** The type of an answer that is a file. */
  readonly file?: string;
  readonly problems: readonly string[];
}

const byReport = z.object({ office: officeCodeSchema, report: reportName });
const byEscalation = z.object({ office: officeCodeSchema, visitId: visitIdSchema });
const byHandover = z.object({ office: officeCodeSchema, handover: z.uuid() });
const byDevice = z.object({ office: officeCodeSchema, device: z.uuid() });
const byBoard = z.object({ office: officeCodeSchema, board: boardNameSchema });
const byLocker = z.object({ office: officeCodeSchema, locker: lockerCodeSchema });
const byAccount = z.object({ office: officeCodeSchema, username: usernameSchema });
const byOffice = z.object({ office: officeCodeSchema });
const byVisit = z.object({ visitId: visitIdSchema });
const byToken = z.object({ token: tokenSchema });
const commandProblems = ['400', '403', '413', '415', '422', '429', '503'];
const readProblems = ['404', '429', '503'];

/** Every operation, by path and method; a test compares them with the routes. */
export const operations: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  '/offices': {
    get: {
      summary: 'All offices',
      who: 'public',
      answer: officeListSchema,
      problems: ['429', '503'],
    },
  },
  '/offices/{office}': {
    get: {
      summary: 'An office, its service standard, and whether it is open',
      who: 'public',
      path: byOffice,
      answer: officeSchema,
      problems: readProblems,
    },
  },
  '/offices/{office}/visits': {
    post: {
      summary: 'Take a number',
      who: 'public',
      path: byOffice,
      body: ticketBodySchema,
      command: true,
      status: '201',
      answer: ticketSchema,
      problems: [...commandProblems, '401', '404', '409'],
    },
    get: {
      summary: "The desk's list",
      who: 'staff',
      path: byOffice,
      query: deskQuerySchema,
      answer: deskListSchema,
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/calls': {
    post: {
      summary: 'Call the next number to a counter',
      who: 'staff',
      path: byOffice,
      body: callBodySchema,
      command: true,
      answer: callAnswerSchema,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/offices/{office}/lockers': {
    get: {
      summary: 'Every locker and its state',
      who: 'staff',
      path: byOffice,
      answer: lockerListSchema,
      problems: [...readProblems, '401', '403'],
    },
  },
  '/offices/{office}/board': {
    get: {
      summary: 'The board as it is now',
      who: 'public',
      path: byOffice,
      answer: boardSchema,
      problems: readProblems,
    },
  },
  '/offices/{office}/sla': {
    get: {
      summary: 'How the promise was kept',
      who: 'supervisor',
      path: byOffice,
      query: dayRangeSchema,
      answer: slaSchema,
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/supervision': {
    get: {
      summary: 'How the office stands now, and how a period went',
      who: 'supervisor',
      path: byOffice,
      query: dayRangeSchema,
      answer: supervision,
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/supervision/{report}': {
    get: {
      summary: 'One table of the supervision as a CSV file',
      who: 'supervisor',
      path: byReport,
      query: dayRangeSchema,
      file: 'text/csv',
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/escalations': {
    get: {
      summary: 'Broken promises that people were told about',
      who: 'supervisor',
      path: byOffice,
      query: dayRangeSchema,
      answer: escalationListSchema,
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/escalations/{visitId}/acknowledgement': {
    post: {
      summary: 'Answer for a visitor who waits too long; a repeat keeps who was first',
      who: 'supervisor',
      path: byEscalation,
      command: true,
      answer: escalationSchema,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/offices/{office}/policy': {
    get: {
      summary: 'The policy in force',
      who: 'supervisor',
      path: byOffice,
      answer: policyAnswerSchema,
      problems: [...readProblems, '401', '403'],
    },
    put: {
      summary: 'Add a version of the policy',
      who: 'admin',
      path: byOffice,
      body: policySchema,
      command: true,
      answer: policyAnswerSchema,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/visits/{visitId}/moves': {
    post: {
      summary: 'Make a move on a visit',
      who: 'staff',
      path: byVisit,
      body: moveBodySchema,
      command: true,
      answer: staffVisitSchema,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/visits/{visitId}/staff': {
    get: {
      summary: 'One visit with its guest book; the reading is recorded',
      who: 'staff',
      path: byVisit,
      answer: staffVisitSchema,
      problems: [...readProblems, '401', '403'],
    },
  },
  '/visits/{token}': {
    get: {
      summary: "The visitor's own visit",
      who: 'public',
      path: byToken,
      answer: visitViewSchema,
      problems: [...readProblems, '410'],
    },
  },
  '/email-checks/{token}': {
    post: {
      summary: 'Say that mail to the address of a guest book is read; the link came by mail',
      who: 'public',
      path: byToken,
      answer: emailVerifiedSchema,
      problems: ['400', '403', '404', '410', '415', '429', '503'],
    },
  },
  '/visits/{token}/guest-book': {
    put: {
      summary: 'Submit the guest book',
      who: 'public',
      path: byToken,
      body: guestBookSchema,
      command: true,
      answer: visitViewSchema,
      problems: [...commandProblems, '404', '409', '410'],
    },
  },
  '/visits/{token}/rating': {
    put: {
      summary: 'Rate the visit, or change the rating',
      who: 'public',
      path: byToken,
      body: ratingSchema,
      command: true,
      answer: visitViewSchema,
      problems: [...commandProblems, '404', '409', '410'],
    },
  },
  '/visits/{token}/typing': {
    post: {
      summary: 'Say that the guest book is being filled; to be repeated, and harmless when it is',
      who: 'public',
      path: byToken,
      status: '204',
      problems: ['404', '410', '429', '503'],
    },
  },
  '/visits/{token}/cancel': {
    post: {
      summary: 'Give the number up',
      who: 'public',
      path: byToken,
      command: true,
      answer: visitViewSchema,
      problems: [...commandProblems, '404', '409', '410'],
    },
  },
  '/offices/{office}/lockers/{locker}': {
    put: {
      summary: 'Say that a locker works, is out of order or lacks its key',
      who: 'staff',
      path: byLocker,
      body: lockerBodySchema,
      command: true,
      answer: lockerAnswerSchema,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/offices/{office}/incidents': {
    get: {
      summary: 'What went wrong with cards and keys',
      who: 'supervisor',
      path: byOffice,
      query: dayRangeSchema,
      answer: incidentListSchema,
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/handovers': {
    get: {
      summary: 'Cards at the desk, latest hand-overs, and who can take over',
      who: 'staff',
      path: byOffice,
      answer: handoverDeskSchema,
      problems: [...readProblems, '401', '403'],
    },
    post: {
      summary: 'Hand the cards at the desk over to a colleague',
      who: 'staff',
      path: byOffice,
      body: handoverBodySchema,
      command: true,
      status: '201',
      answer: handoverListSchema,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/handovers/{handover}/confirm': {
    post: {
      summary: 'Confirm a hand-over as the one who takes it',
      who: 'staff',
      path: byHandover,
      command: true,
      answer: handoverListSchema,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/paper-visits': {
    get: {
      summary: 'Visits of a day that were run on paper',
      who: 'staff',
      path: byOffice,
      query: dayQuerySchema,
      answer: paperVisitListSchema,
      problems: [...readProblems, '400', '401', '403'],
    },
    post: {
      summary: 'Enter a visit that was run on paper; it is counted and never judged',
      who: 'staff',
      path: byOffice,
      body: paperVisitBodySchema,
      command: true,
      status: '201',
      answer: paperVisitListSchema,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/offices/{office}/profiles/lookup': {
    post: {
      summary: 'The kept guest book of exactly this address; the look is recorded',
      who: 'staff',
      path: byOffice,
      body: profileBodySchema,
      answer: profileAnswerSchema,
      problems: ['400', '401', '403', '404', '413', '415', '429', '503'],
    },
  },
  '/offices/{office}/profiles/forget': {
    post: {
      summary: 'Forget the kept guest book of an address',
      who: 'staff',
      path: byOffice,
      body: profileBodySchema,
      answer: profileForgottenSchema,
      problems: ['400', '401', '403', '404', '413', '415', '429', '503'],
    },
  },
  '/offices/{office}/days': {
    get: {
      summary: 'How days ended',
      who: 'supervisor',
      path: byOffice,
      query: dayRangeSchema,
      answer: dayListSchema,
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/settings': {
    get: {
      summary: "An office's settings",
      who: 'supervisor',
      path: byOffice,
      answer: settingsSchema,
      problems: [...readProblems, '401', '403'],
    },
    put: {
      summary: 'Change whole sections of the settings, all or none',
      who: 'admin',
      path: byOffice,
      body: settingsBodySchema,
      command: true,
      answer: settingsSchema,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/offices/{office}/announcement': {
    get: {
      summary: "The boards' message, and a closing out of turn",
      who: 'supervisor',
      path: byOffice,
      answer: announcementBodySchema,
      problems: [...readProblems, '401', '403'],
    },
    put: {
      summary: 'Announce something, or take it back',
      who: 'supervisor',
      path: byOffice,
      body: announcementBodySchema,
      command: true,
      answer: announcementBodySchema,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/accounts': {
    get: {
      summary: "An office's accounts",
      who: 'admin',
      path: byOffice,
      answer: accountListSchema,
      problems: [...readProblems, '401', '403'],
    },
    post: {
      summary: 'Create an account',
      who: 'admin',
      path: byOffice,
      body: accountBodySchema,
      command: true,
      status: '201',
      answer: accountListSchema,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/offices/{office}/accounts/{username}': {
    put: {
      summary: 'Reset, disable or enable an account; it is signed out at once',
      who: 'admin',
      path: byAccount,
      body: accountChangeSchema,
      command: true,
      answer: accountListSchema,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/devices': {
    get: {
      summary: "An office's kiosks",
      who: 'admin',
      path: byOffice,
      answer: deviceListSchema,
      problems: [...readProblems, '401', '403'],
    },
    post: {
      summary: 'Enter a kiosk; its one-time code is good for ten minutes',
      who: 'admin',
      path: byOffice,
      body: deviceBodySchema,
      command: true,
      status: '201',
      answer: deviceAddedSchema,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/devices/{device}/revoke': {
    post: {
      summary: "Take a kiosk's right away",
      who: 'admin',
      path: byDevice,
      command: true,
      answer: deviceListSchema,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/boards': {
    get: {
      summary: 'Boards by name: which are the office’s own, and which wait to be',
      who: 'supervisor',
      path: byOffice,
      answer: boardNamesSchema,
      problems: [...readProblems, '401', '403'],
    },
    post: {
      summary: 'Take a board for the office’s own',
      who: 'supervisor',
      path: byOffice,
      body: boardBodySchema,
      command: true,
      status: '201',
      answer: boardNamesSchema,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/boards/{board}/remove': {
    post: {
      summary: 'Take a board from the desks; it comes back by a supervisor alone',
      who: 'supervisor',
      path: byBoard,
      command: true,
      answer: boardNamesSchema,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/devices/pair': {
    post: {
      summary: 'Pair this device by its one-time code; the answer sets a cookie',
      who: 'public',
      body: pairingBodySchema,
      answer: pairedSchema,
      problems: ['400', '401', '403', '413', '415', '429', '503'],
    },
  },
  '/calendar': {
    get: {
      summary: 'The calendar that holds for all offices',
      who: 'admin',
      answer: nationalCalendarSchema,
      problems: ['401', '403', '429', '503'],
    },
    put: {
      summary: 'Replace the calendar that holds for all offices',
      who: 'admin',
      body: nationalCalendarBodySchema,
      command: true,
      answer: nationalCalendarSchema,
      problems: [...commandProblems, '401', '409'],
    },
  },
  '/calendar/check': {
    post: {
      summary: 'Read a calendar from CSV; faults are told by line, nothing is stored',
      who: 'admin',
      body: calendarCsvBodySchema,
      answer: calendarDaysSchema,
      problems: ['400', '401', '403', '413', '415', '429', '503'],
    },
  },
  '/visits/{visitId}/story': {
    get: {
      summary: "A visit's whole story",
      who: 'supervisor',
      path: byVisit,
      answer: storySchema,
      problems: [...readProblems, '401', '403'],
    },
  },
  '/visits/{visitId}/staff/guest-book': {
    get: {
      summary: 'The whole guest book, to be put right; the reading is recorded',
      who: 'supervisor',
      path: byVisit,
      answer: wholeGuestBookSchema,
      problems: [...readProblems, '401', '403'],
    },
  },
  '/visits/{visitId}/corrections': {
    post: {
      summary: 'Put a time or the guest book right, with a reason',
      who: 'supervisor',
      path: byVisit,
      body: correctionBodySchema,
      command: true,
      status: '201',
      answer: storySchema,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/visits/{visitId}/incidents': {
    post: {
      summary: 'Report what happened to a card or a key',
      who: 'staff',
      path: byVisit,
      body: incidentBodySchema,
      command: true,
      status: '201',
      answer: createdSchema,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/visits/{visitId}/priority': {
    put: {
      summary: "Change a waiting visit's priority group; audited",
      who: 'staff',
      path: byVisit,
      body: priorityBodySchema,
      command: true,
      answer: priorityAnswerSchema,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/session': {
    post: {
      summary: 'Sign in',
      who: 'public',
      body: sessionBodySchema,
      answer: sessionSchema,
      problems: ['400', '401', '403', '413', '415', '429', '503'],
    },
    get: { summary: 'Who is signed in', who: 'staff', answer: sessionSchema, problems: ['401', '503'] },
    delete: { summary: 'Sign out', who: 'public', status: '204', problems: ['403', '503'] },
  },
  '/session/password': {
    post: {
      summary: 'Change the own password; every other session of the account ends',
      who: 'staff',
      body: ownPasswordBodySchema,
      answer: sessionSchema,
      problems: ['400', '401', '403', '413', '415', '429', '503'],
    },
  },
};
