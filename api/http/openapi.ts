import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import * as z from 'zod';
import { paramsIn, pathParams, refusalStatusesOf, type Endpoint } from '../../wire/http/endpoint.ts';
import { emptyBody, idempotencyKey } from '../../wire/fields.ts';
import { problem } from '../../wire/http/problem.ts';

/** The OpenAPI document of some endpoints. */
export function openApiDocument(endpoints: readonly Endpoint[]): ReturnType<typeof createDocument> {
  const byPath = Map.groupBy(endpoints, ({ path }) => path);
  const paths: ZodOpenApiPathsObject = Object.fromEntries(
    [...byPath].map(([path, group]) => [
      `/api/v1${path}`,
      Object.fromEntries(group.map((endpoint) => [endpoint.method, toOperation(endpoint)])),
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
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'kunjung' },
        member: { type: 'apiKey', in: 'cookie', name: 'kunjung-member' },
      },
    },
    paths,
  });
}

function toOperation(endpoint: Endpoint): ZodOpenApiOperationObject {
  const {
    summary,
    who,
    national,
    path,
    query,
    body,
    command,
    status = 200,
    answer,
    files,
    upload,
  } = endpoint;
  const names = paramsIn(path);
  return {
    summary,
    'x-roles': typeof who === 'string' ? [who] : who,
    ...(national ? { 'x-national': true } : {}),
    ...(typeof who !== 'string'
      ? { security: [{ session: [] }] }
      : who === 'member'
        ? { security: [{ member: [] }] }
        : {}),
    requestParams: {
      ...(names.length > 0
        ? { path: z.object(Object.fromEntries(names.map((name) => [name, pathParams[name]]))) }
        : {}),
      ...(query ? { query: query as z.ZodObject } : {}),
      ...(command ? { header: z.object({ 'Idempotency-Key': idempotencyKey }) } : {}),
    },
    ...(body && body !== emptyBody
      ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } }
      : {}),
    ...(upload
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(upload.types.map((type) => [type, { schema: { type: 'string' } }])),
          },
        }
      : {}),
    responses: {
      [status]: {
        description: summary,
        ...(answer ? { content: { 'application/json': { schema: answer } } } : {}),
        ...(files
          ? { content: Object.fromEntries(files.map((type) => [type, { schema: { type: 'string' } }])) }
          : {}),
      },
      ...Object.fromEntries(
        refusalStatusesOf(endpoint).map((refused) => [
          refused,
          {
            description: 'Problem (RFC 9457)',
            content: { 'application/problem+json': { schema: problem } },
          },
        ]),
      ),
    },
  };
}
