import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import * as z from 'zod';
import { operations } from '../operations.ts';
import type { Operation } from '../operations.ts';
import { problem } from '../../wire/problems.ts';
import { idempotencyKey } from '../../wire/fields.ts';

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
  const { summary, who, path, query, body, command, status = '200', answer, file, problems } = operation;
  const header = z.object({ 'Idempotency-Key': idempotencyKey });
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
        ...(file ? { content: { [file]: { schema: { type: 'string' } } } } : {}),
      },
      ...Object.fromEntries(
        problems.map((code) => [
          code,
          {
            description: 'Problem (RFC 9457)',
            content: { 'application/problem+json': { schema: problem } },
          },
        ]),
      ),
    },
  };
}
