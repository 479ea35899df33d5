import { describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { violations } from '../../world/world.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'supervisor');

describe('a whole visit', () => {
  test('goes from the kiosk to the exit, and every screen follows', async () => {
    const { status, body: ticket } = await visitor.takeTicket();
    expect(status).toBe(201);
    expect(ticket).toMatchObject({ number: 1, label: 'P-001', step: 'waiting', revision: 1, ahead: 0 });
    expect(ticket.token).toMatch(/^[A-Za-z0-9_-]{22}$/);

    const called = await staff.call('FO-1');
    let visit = called.body.visit as StaffVisit;
    expect(visit).toMatchObject({ visitId: ticket.visitId, step: 'called', counter: { code: 'FO-1' } });
    const board = await visitor.send(`/api/v1/offices/${world.office}/board`);
    expect(board.body).toMatchObject({ calling: [{ label: 'P-001', times: 1 }], waiting: [] });

    const make = async (move: string, extra: object = {}): Promise<void> => {
      const answer = await staff.move(visit, move, extra);
      expect(answer, move).toMatchObject({ status: 200 });
      visit = answer.body;
    };
    await make('arrive');
    const book = await visitor.fillGuestBook(ticket.token);
    expect(book.body).toMatchObject({
      step: 'registered',
      guestBook: 'submitted',
      sla: { verdict: 'running' },
    });
    visit = { ...visit, revision: book.body.revision };
    await make('serve');
    expect(visit.sla?.verdict).toBe('met');
    expect(visit.guestBook).toMatchObject({ institution: 'Umum', purpose: 1 });
    await make('deposit', { idType: 'ktp', idLast4: '0003', locker: '07' });
    expect(visit.custody).toMatchObject({ idType: 'ktp', idLast4: '0003', locker: '07' });
    await make('enter');
    await make('finish');
    const rated = await visitor.send(`/api/v1/visits/${ticket.token}/rating`, {
      method: 'PUT',
      body: { overall: 5, skm: { waktu: 4, biaya: null }, comment: 'Baik' },
    });
    expect(rated.body).toMatchObject({ rating: 'submitted', custody: 'held' });
    expect(await staff.move(visit, 'leave')).toMatchObject({
      status: 409,
      body: { type: '/problems/id-still-held' },
    });
    await make('return-id');
    await make('leave');
    expect(visit).toMatchObject({ step: 'done', next: [], undo: { move: 'leave' } });

    const sla = await staff.send(`/api/v1/offices/${world.office}/sla`);
    expect(sla.body).toMatchObject({ n: 1, met: 1, breached: 0, running: 0, excluded: {} });
    expect(await violations(world.db)).toEqual([]);
  });
});
