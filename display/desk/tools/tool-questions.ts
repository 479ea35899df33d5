import { defaultServiceOf } from '../../../domain/offices/services.ts';
import { html, type TemplateResult } from 'lit';
import { incidentKinds, settableLockerStates } from '../../../domain/custody/custody.ts';
import { paperOutcomes } from '../../../domain/supervision/paper.ts';
import { priorities } from '../../../domain/visits/queue.ts';
import type { LockerView } from '../../../wire/custody.ts';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import type { DeskVisit } from '../../../wire/visits.ts';
import type { Events } from '../../ui/events.ts';
import { areaField, choice, field, selectField } from '../../ui/forms/fields.ts';
import { typed, type Asked } from '../../ui/line/api.ts';
import { instantOfTime } from '../../ui/words/format.ts';
import { incidentWords } from '../../ui/words/incident-words.ts';
import { words } from '../../ui/words/words.ts';
import { visitWords } from '../../ui/words/visit-words.ts';
import { cardFacts } from '../visit/card-facts.ts';
import { toolWords } from './tool-words.ts';

/** Actions on a visit that are not moves. */
export type VisitTool = Events['tool'];

/** A chosen tool. */
export type Tool =
  | { readonly name: VisitTool; readonly visit: DeskVisit }
  | { readonly name: 'locker'; readonly locker: LockerView }
  | { readonly name: 'handover' }
  | { readonly name: 'paper' };

/** What the officer is asked, the button that sends the answers, and the command they make. */
interface Question {
  readonly fields: TemplateResult;
  readonly send: string;
  readonly toCommand: (answers: Readonly<Record<string, string>>) => Asked;
}

/** The question of a tool that one form asks. */
export function questionOf(tool: Exclude<Tool, { name: 'handover' }>, office: OfficeView): Question {
  switch (tool.name) {
    case 'key-lost':
      return keyLost(tool.visit);
    case 'incident':
      return incident(tool.visit);
    case 'priority':
      return priority(tool.visit);
    case 'locker':
      return locker(tool.locker, office);
    case 'paper':
      return paper(office);
  }
}

function keyLost(visit: DeskVisit): Question {
  const { visitId, revision } = visit;
  return {
    fields: html`${cardFacts(visit)}
      <p>${toolWords().keyLostSteps}</p>`,
    send: visitWords().move['return-id'],
    toCommand: () => ({
      name: 'POST /visits/{visitId}/moves',
      params: { visitId },
      body: { move: 'return-id', expectedRevision: revision, lockerKey: 'lost' },
    }),
  };
}

function incident({ visitId }: DeskVisit): Question {
  const texts = toolWords();
  const name = 'POST /visits/{visitId}/incidents';
  return {
    fields: html`${selectField({
      id: 'kind',
      label: texts.incidentWhat,
      prompt: texts.chooseIncident,
      required: true,
      options: incidentKinds.map((kind) => [kind, incidentWords()[kind]]),
    })}
    ${areaField({ id: 'note', label: texts.note, rows: 3, max: 500, required: true })}`,
    send: words().save,
    toCommand: (answers) => ({ name, params: { visitId }, body: typed<typeof name>(answers) }),
  };
}

function priority({ visitId, priority: current }: DeskVisit): Question {
  const texts = toolWords();
  const name = 'PUT /visits/{visitId}/priority';
  return {
    fields: html`<fieldset class="field">
        <legend class="visually-hidden">${texts.tools.priority}</legend>
        ${['' as const, ...priorities].map((value) =>
          choice({
            type: 'radio',
            name: 'priority',
            value,
            checked: value === (current ?? ''),
            label: value === '' ? texts.regular : words().priority[value],
          }),
        )}
      </fieldset>
      <p class="hint">${texts.priorityNote}</p>`,
    send: words().save,
    toCommand: ({ priority: next }) => ({
      name,
      params: { visitId },
      body: typed<typeof name>({ priority: next === '' ? null : next }),
    }),
  };
}

function locker({ locker: code, state }: LockerView, office: OfficeView): Question {
  const texts = toolWords();
  const name = 'PUT /offices/{office}/lockers/{locker}';
  return {
    fields: html`<fieldset class="field">
      <legend class="visually-hidden">${texts.tools.locker}</legend>
      ${settableLockerStates.map((value) =>
        choice({
          type: 'radio',
          name: 'state',
          value,
          checked: value === state,
          label: texts.setLocker[value],
        }),
      )}
    </fieldset>`,
    send: words().save,
    toCommand: ({ state: next }) => ({
      name,
      params: { office: office.code, locker: code },
      body: typed<typeof name>({ state: next, expected: state }),
    }),
  };
}

function paper({ code, services }: OfficeView): Question {
  const texts = toolWords();
  const name = 'POST /offices/{office}/paper-visits';
  const time = (id: string, label: string, required: boolean) =>
    field(
      { id, label },
      html`<input id=${id} name=${id} type="datetime-local" step="60" ?required=${required} />`,
    );
  return {
    fields: html`<p class="hint">${texts.paperHint}</p>
      <div class="pair">
        ${field(
          { id: 'label', label: texts.paperLabel },
          html`<input
            id="label"
            name="label"
            required
            maxlength="16"
            pattern="[A-Za-z0-9][A-Za-z0-9\\-]*"
          />`,
        )}
        ${selectField({
          id: 'outcome',
          label: texts.paperOutcome,
          options: paperOutcomes.map((outcome) => [outcome, words().step[outcome]]),
        })}
        ${time('takenAt', texts.paperTaken, true)} ${time('servedAt', texts.paperServed, false)}
        ${time('endedAt', texts.paperEnded, true)}
      </div>`,
    send: words().save,
    toCommand: ({ label, takenAt = '', servedAt = '', endedAt = '', outcome }) => ({
      name,
      params: { office: code },
      body: typed<typeof name>({
        service: defaultServiceOf(services),
        label,
        takenAt: instantOfTime(takenAt),
        servedAt: servedAt === '' ? null : instantOfTime(servedAt),
        endedAt: instantOfTime(endedAt),
        outcome,
      }),
    }),
  };
}
