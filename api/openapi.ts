import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as z from 'zod';
import * as schemas from './schemas.ts';

interface Operation {
  readonly summary: string;
  readonly who: 'public' | 'staff' | 'supervisor' | 'admin';
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Commands carry an Idempotency-Key. */
  readonly command?: boolean;
  readonly status?: '200' | '201' | '204';
  readonly answer?: z.ZodType;
  readonly problems: readonly string[];
}

const byOffice = z.object({ office: schemas.officeCode });
const byVisit = z.object({ visitId: schemas.visitId });
const byToken = z.object({ token: schemas.token });
const commandProblems = ['400', '403', '413', '415', '422', '429', '503'];
const readProblems = ['404', '429', '503'];

const operations: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
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
      query: schemas.slaQuery,
      answer: schemas.sla,
      problems: [...readProblems, '400', '401', '403'],
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
};

/** The OpenAPI document, made of the schemas that validate requests. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = Object.fromEntries(
    Object.entries(operations).map(([path, methods]) => [
      `/api/v1${path}`,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => [method, toOperation(operation)]),
      ),
    ]),
  );
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Kunjung',
      version: '1',
      description: 'Runs a library visit at a statistics service desk.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'kunjung' } },
    },
    paths,
  });
}

function toOperation(operation: Operation): ZodOpenApiOperationObject {
  const { summary, who, path, query, body, command, status = '200', answer, problems } = operation;
  const header = z.object({ 'Idempotency-Key': schemas.idempotencyKey });
  return {
    summary,
    ...(who === 'public' ? {} : { security: [{ session: [] }] }),
    requestParams: {
      ...(path ? { path } : {}),
      ...(query ? { query } : {}),
      ...(command ? { header } : {}),
    },
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [status]: {
        description: summary,
        ...(answer ? { content: { 'application/json': { schema: answer } } } : {}),
      },
      ...Object.fromEntries(
        problems.map((code) => [
          code,
          {
            description: 'Problem (RFC 9457)',
            content: { 'application/problem+json': { schema: schemas.problem } },
          },
        ]),
      ),
    },
  };
}
