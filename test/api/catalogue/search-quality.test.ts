import { beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import type { CatalogueResults } from '../../../wire/catalogue/catalogue.ts';
import { judgementsFor, ndcgOf } from '../../world/catalogue/judging.ts';
import { collectionOf } from '../../world/catalogue/records.ts';
import { useWorld } from '../../world/use.ts';

const world = useWorld();
const collection = collectionOf(1_000);
const judgements = judgementsFor(collection);
const enough = 0.9;

beforeAll(async () => {
  const publications = collection.map(({ publication }) => publication);
  await world.db
    .transaction()
    .execute((trx) => storePublications(trx, { office: world.office, publications }));
});

describe('among 1,000 publications', () => {
  test('visitors find what they mean, by at least 120 judged queries', async () => {
    expect(judgements.length).toBeGreaterThanOrEqual(120);
    const client = world.client();
    const gains: number[] = [];
    for (const { q, grades } of judgements) {
      const path = `/api/v1/catalogue?${new URLSearchParams({ q }).toString()}`;
      const { body } = await client.send<CatalogueResults>(path);
      const numbers = body.items.map(({ publicationNumber }) => publicationNumber ?? '');
      gains.push(ndcgOf(numbers, grades));
    }
    expect(gains.reduce((sum, gain) => sum + gain, 0) / gains.length).toBeGreaterThanOrEqual(enough);
  });
});
