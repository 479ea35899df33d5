import * as z from 'zod';
import * as schemas from './schemas.ts';
import { reportName, supervision } from './supervision/supervision-schemas.ts';

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

const byReport = z.object({ office: schemas.officeCode, report: reportName });
const byEscalation = z.object({ office: schemas.officeCode, visitId: schemas.visitId });
const byHandover = z.object({ office: schemas.officeCode, handover: z.uuid() });
const byDevice = z.object({ office: schemas.officeCode, device: z.uuid() });
const byBoard = z.object({ office: schemas.officeCode, board: schemas.boardName });
const byLocker = z.object({ office: schemas.officeCode, locker: schemas.lockerCode });
const byAccount = z.object({ office: schemas.officeCode, username: schemas.username });
const byOffice = z.object({ office: schemas.officeCode });
const byVisit = z.object({ visitId: schemas.visitId });
const byToken = z.object({ token: schemas.token });
const commandProblems = ['400', '403', '413', '415', '422', '429', '503'];
const readProblems = ['404', '429', '503'];

/** Every operation, by path and method; a test compares them with the routes. */
export const operations: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  '/offices': {
    get: {
      summary: 'All offices',
      who: 'public',
      answer: schemas.officeList,
      problems: ['429', '503'],
    },
  },
  '/offices/{office}': {
    get: {
      summary: 'An office, its service standard, and whether it is open',
      who: 'public',
      path: byOffice,
      answer: schemas.office,
      problems: readProblems,
    },
  },
  '/offices/{office}/visits': {
    post: {
      summary: 'Take a number',
      who: 'public',
      path: byOffice,
      body: schemas.ticketBody,
      command: true,
      status: '201',
      answer: schemas.ticket,
      problems: [...commandProblems, '401', '404', '409'],
    },
    get: {
      summary: "The desk's list",
      who: 'staff',
      path: byOffice,
      query: schemas.deskQuery,
      answer: schemas.deskList,
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/calls': {
    post: {
      summary: 'Call the next number to a counter',
      who: 'staff',
      path: byOffice,
      body: schemas.callBody,
      command: true,
      answer: schemas.callAnswer,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/offices/{office}/lockers': {
    get: {
      summary: 'Every locker and its state',
      who: 'staff',
      path: byOffice,
      answer: schemas.lockerList,
      problems: [...readProblems, '401', '403'],
    },
  },
  '/offices/{office}/board': {
    get: {
      summary: 'The board as it is now',
      who: 'public',
      path: byOffice,
      answer: schemas.board,
      problems: readProblems,
    },
  },
  '/offices/{office}/sla': {
    get: {
      summary: 'How the promise was kept',
      who: 'supervisor',
      path: byOffice,
      query: schemas.dayRange,
      answer: schemas.sla,
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/supervision': {
    get: {
      summary: 'How the office stands now, and how a period went',
      who: 'supervisor',
      path: byOffice,
      query: schemas.dayRange,
      answer: supervision,
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/supervision/{report}': {
    get: {
      summary: 'One table of the supervision as a CSV file',
      who: 'supervisor',
      path: byReport,
      query: schemas.dayRange,
      file: 'text/csv',
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/escalations': {
    get: {
      summary: 'Broken promises that people were told about',
      who: 'supervisor',
      path: byOffice,
      query: schemas.dayRange,
      answer: schemas.escalationList,
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/escalations/{visitId}/acknowledgement': {
    post: {
      summary: 'Answer for a visitor who waits too long; a repeat keeps who was first',
      who: 'supervisor',
      path: byEscalation,
      command: true,
      answer: schemas.escalation,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/offices/{office}/policy': {
    get: {
      summary: 'The policy in force',
      who: 'supervisor',
      path: byOffice,
      answer: schemas.policyAnswer,
      problems: [...readProblems, '401', '403'],
    },
    put: {
      summary: 'Add a version of the policy',
      who: 'admin',
      path: byOffice,
      body: schemas.policy,
      command: true,
      answer: schemas.policyAnswer,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/visits/{visitId}/moves': {
    post: {
      summary: 'Make a move on a visit',
      who: 'staff',
      path: byVisit,
      body: schemas.moveBody,
      command: true,
      answer: schemas.staffVisit,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/visits/{visitId}/staff': {
    get: {
      summary: 'One visit with its guest book; the reading is recorded',
      who: 'staff',
      path: byVisit,
      answer: schemas.staffVisit,
      problems: [...readProblems, '401', '403'],
    },
  },
  '/visits/{token}': {
    get: {
      summary: "The visitor's own visit",
      who: 'public',
      path: byToken,
      answer: schemas.visitView,
      problems: [...readProblems, '410'],
    },
  },
  '/email-checks/{token}': {
    post: {
      summary: 'Say that mail to the address of a guest book is read; the link came by mail',
      who: 'public',
      path: byToken,
      answer: schemas.emailVerified,
      problems: ['400', '403', '404', '410', '415', '429', '503'],
    },
  },
  '/visits/{token}/guest-book': {
    put: {
      summary: 'Submit the guest book',
      who: 'public',
      path: byToken,
      body: schemas.guestBook,
      command: true,
      answer: schemas.visitView,
      problems: [...commandProblems, '404', '409', '410'],
    },
  },
  '/visits/{token}/rating': {
    put: {
      summary: 'Rate the visit, or change the rating',
      who: 'public',
      path: byToken,
      body: schemas.rating,
      command: true,
      answer: schemas.visitView,
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
      answer: schemas.visitView,
      problems: [...commandProblems, '404', '409', '410'],
    },
  },
  '/offices/{office}/lockers/{locker}': {
    put: {
      summary: 'Say that a locker works, is out of order or lacks its key',
      who: 'staff',
      path: byLocker,
      body: schemas.lockerBody,
      command: true,
      answer: schemas.lockerAnswer,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/offices/{office}/incidents': {
    get: {
      summary: 'What went wrong with cards and keys',
      who: 'supervisor',
      path: byOffice,
      query: schemas.dayRange,
      answer: schemas.incidentList,
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/handovers': {
    get: {
      summary: 'Cards at the desk, latest hand-overs, and who can take over',
      who: 'staff',
      path: byOffice,
      answer: schemas.handoverDesk,
      problems: [...readProblems, '401', '403'],
    },
    post: {
      summary: 'Hand the cards at the desk over to a colleague',
      who: 'staff',
      path: byOffice,
      body: schemas.handoverBody,
      command: true,
      status: '201',
      answer: schemas.handoverList,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/handovers/{handover}/confirm': {
    post: {
      summary: 'Confirm a hand-over as the one who takes it',
      who: 'staff',
      path: byHandover,
      command: true,
      answer: schemas.handoverList,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/paper-visits': {
    get: {
      summary: 'Visits of a day that were run on paper',
      who: 'staff',
      path: byOffice,
      query: schemas.dayQuery,
      answer: schemas.paperVisitList,
      problems: [...readProblems, '400', '401', '403'],
    },
    post: {
      summary: 'Enter a visit that was run on paper; it is counted and never judged',
      who: 'staff',
      path: byOffice,
      body: schemas.paperVisitBody,
      command: true,
      status: '201',
      answer: schemas.paperVisitList,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/offices/{office}/profiles/lookup': {
    post: {
      summary: 'The kept guest book of exactly this address; the look is recorded',
      who: 'staff',
      path: byOffice,
      body: schemas.profileBody,
      answer: schemas.profileAnswer,
      problems: ['400', '401', '403', '404', '413', '415', '429', '503'],
    },
  },
  '/offices/{office}/profiles/forget': {
    post: {
      summary: 'Forget the kept guest book of an address',
      who: 'staff',
      path: byOffice,
      body: schemas.profileBody,
      answer: schemas.profileForgotten,
      problems: ['400', '401', '403', '404', '413', '415', '429', '503'],
    },
  },
  '/offices/{office}/days': {
    get: {
      summary: 'How days ended',
      who: 'supervisor',
      path: byOffice,
      query: schemas.dayRange,
      answer: schemas.dayList,
      problems: [...readProblems, '400', '401', '403'],
    },
  },
  '/offices/{office}/settings': {
    get: {
      summary: "An office's settings",
      who: 'supervisor',
      path: byOffice,
      answer: schemas.settings,
      problems: [...readProblems, '401', '403'],
    },
    put: {
      summary: 'Change whole sections of the settings, all or none',
      who: 'admin',
      path: byOffice,
      body: schemas.settingsBody,
      command: true,
      answer: schemas.settings,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/offices/{office}/announcement': {
    get: {
      summary: "The boards' message, and a closing out of turn",
      who: 'supervisor',
      path: byOffice,
      answer: schemas.announcementBody,
      problems: [...readProblems, '401', '403'],
    },
    put: {
      summary: 'Announce something, or take it back',
      who: 'supervisor',
      path: byOffice,
      body: schemas.announcementBody,
      command: true,
      answer: schemas.announcementBody,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/accounts': {
    get: {
      summary: "An office's accounts",
      who: 'admin',
      path: byOffice,
      answer: schemas.accountList,
      problems: [...readProblems, '401', '403'],
    },
    post: {
      summary: 'Create an account',
      who: 'admin',
      path: byOffice,
      body: schemas.accountBody,
      command: true,
      status: '201',
      answer: schemas.accountList,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/offices/{office}/accounts/{username}': {
    put: {
      summary: 'Reset, disable or enable an account; it is signed out at once',
      who: 'admin',
      path: byAccount,
      body: schemas.accountChange,
      command: true,
      answer: schemas.accountList,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/devices': {
    get: {
      summary: "An office's kiosks",
      who: 'admin',
      path: byOffice,
      answer: schemas.deviceList,
      problems: [...readProblems, '401', '403'],
    },
    post: {
      summary: 'Enter a kiosk; its one-time code is good for ten minutes',
      who: 'admin',
      path: byOffice,
      body: schemas.deviceBody,
      command: true,
      status: '201',
      answer: schemas.deviceAdded,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/devices/{device}/revoke': {
    post: {
      summary: "Take a kiosk's right away",
      who: 'admin',
      path: byDevice,
      command: true,
      answer: schemas.deviceList,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/boards': {
    get: {
      summary: 'Boards by name: which are the office’s own, and which wait to be',
      who: 'supervisor',
      path: byOffice,
      answer: schemas.boardNames,
      problems: [...readProblems, '401', '403'],
    },
    post: {
      summary: 'Take a board for the office’s own',
      who: 'supervisor',
      path: byOffice,
      body: schemas.boardBody,
      command: true,
      status: '201',
      answer: schemas.boardNames,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/offices/{office}/boards/{board}/remove': {
    post: {
      summary: 'Take a board from the desks; it comes back by a supervisor alone',
      who: 'supervisor',
      path: byBoard,
      command: true,
      answer: schemas.boardNames,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/devices/pair': {
    post: {
      summary: 'Pair this device by its one-time code; the answer sets a cookie',
      who: 'public',
      body: schemas.pairingBody,
      answer: schemas.paired,
      problems: ['400', '401', '403', '413', '415', '429', '503'],
    },
  },
  '/calendar': {
    get: {
      summary: 'The calendar that holds for all offices',
      who: 'admin',
      answer: schemas.nationalCalendar,
      problems: ['401', '403', '429', '503'],
    },
    put: {
      summary: 'Replace the calendar that holds for all offices',
      who: 'admin',
      body: schemas.nationalCalendarBody,
      command: true,
      answer: schemas.nationalCalendar,
      problems: [...commandProblems, '401', '409'],
    },
  },
  '/calendar/check': {
    post: {
      summary: 'Read a calendar from CSV; faults are told by line, nothing is stored',
      who: 'admin',
      body: schemas.calendarCsvBody,
      answer: schemas.calendarDays,
      problems: ['400', '401', '403', '413', '415', '429', '503'],
    },
  },
  '/visits/{visitId}/story': {
    get: {
      summary: "A visit's whole story",
      who: 'supervisor',
      path: byVisit,
      answer: schemas.story,
      problems: [...readProblems, '401', '403'],
    },
  },
  '/visits/{visitId}/staff/guest-book': {
    get: {
      summary: 'The whole guest book, to be put right; the reading is recorded',
      who: 'supervisor',
      path: byVisit,
      answer: schemas.wholeGuestBook,
      problems: [...readProblems, '401', '403'],
    },
  },
  '/visits/{visitId}/corrections': {
    post: {
      summary: 'Put a time or the guest book right, with a reason',
      who: 'supervisor',
      path: byVisit,
      body: schemas.correctionBody,
      command: true,
      status: '201',
      answer: schemas.story,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/visits/{visitId}/incidents': {
    post: {
      summary: 'Report what happened to a card or a key',
      who: 'staff',
      path: byVisit,
      body: schemas.incidentBody,
      command: true,
      status: '201',
      answer: schemas.created,
      problems: [...commandProblems, '401', '404'],
    },
  },
  '/visits/{visitId}/priority': {
    put: {
      summary: "Change a waiting visit's priority group; audited",
      who: 'staff',
      path: byVisit,
      body: schemas.priorityBody,
      command: true,
      answer: schemas.priorityAnswer,
      problems: [...commandProblems, '401', '404', '409'],
    },
  },
  '/session': {
    post: {
      summary: 'Sign in',
      who: 'public',
      body: schemas.sessionBody,
      answer: schemas.session,
      problems: ['400', '401', '403', '413', '415', '429', '503'],
    },
    get: { summary: 'Who is signed in', who: 'staff', answer: schemas.session, problems: ['401', '503'] },
    delete: { summary: 'Sign out', who: 'public', status: '204', problems: ['403', '503'] },
  },
  '/session/password': {
    post: {
      summary: 'Change the own password; every other session of the account ends',
      who: 'staff',
      body: schemas.ownPasswordBody,
      answer: schemas.session,
      problems: ['400', '401', '403', '413', '415', '429', '503'],
    },
  },
};
