import type { AskingMove } from './asking-moves.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { idTypes, resolveCauses, skipReasons } from '../../../domain/custody/custody.ts';
import type { CodeLabel } from '../../../wire/fields.ts';
import type { DeskVisit } from '../../../wire/visits.ts';
import { areaField, choice, field, selectField } from '../../ui/forms/fields.ts';
import { incidentWords } from '../../ui/words/incident-words.ts';
import { words } from '../../ui/words/words.ts';
import { visitWords } from '../../ui/words/visit-words.ts';
import { toolWords } from '../tools/tool-words.ts';
import { deskWords } from '../words.ts';
import { bookWords } from '../books/book-words.ts';
import { cardFacts } from './card-facts.ts';

/** What the officer is asked, and the button that sends the answer. */
interface Question {
  readonly fields: TemplateResult;
  readonly send: string;
}

interface Asked extends Pick<DeskVisit, 'label' | 'custody'> {
  /** How many books the visitor still reads, as far as it was recorded. */
  readonly reading: number;
  /** The counters the visit is not at. */
  readonly others: readonly CodeLabel[];
}

/** The question of a move that one form asks; a locker is chosen beside it. */
export function questionOf(
  move: Exclude<AskingMove, 'submit-guest-book' | 'cancel'>,
  asked: Asked,
): Question {
  const texts = deskWords();
  switch (move) {
    case 'deposit':
      return { fields: idCard(), send: texts.deposit };
    case 'change-locker':
      return { fields: html``, send: visitWords().move[move] };
    case 'skip-locker':
      return { fields: skipping(), send: visitWords().move[move] };
    case 'transfer':
      return { fields: transfer(asked.others), send: visitWords().move[move] };
    case 'return-id':
      return {
        fields: html`${cardFacts(asked)}
          <p>${texts.compareCard}</p>
          ${asked.reading > 0 ? html`<p class="hint">${bookWords().stillReading(asked.reading)}</p>` : nothing}`,
        send: texts.returnCard,
      };
    case 'resolve-custody':
      return { fields: resolving(), send: visitWords().move[move] };
  }
}

function idCard() {
  const texts = deskWords();
  return html`<div class="pair">
      ${selectField({
        id: 'idType',
        label: texts.idType,
        required: true,
        options: idTypes.map((type) => [type, words().idType[type]]),
      })}
      ${field(
        { id: 'idLast4', label: texts.last4, hint: texts.last4Hint },
        html`<input
          id="idLast4"
          name="idLast4"
          class="last4"
          required
          pattern="[A-Za-z0-9]{4}"
          title=${texts.last4Exactly}
          autocomplete="off"
        />`,
      )}
    </div>
    ${choice({ type: 'checkbox', name: 'valid', label: texts.stillValid, required: true })}`;
}

function skipping() {
  return html`<fieldset class="field">
    <legend>${deskWords().skipWhy}</legend>
    ${skipReasons.map((reason, index) =>
      choice({
        type: 'radio',
        name: 'reason',
        value: reason,
        checked: index === 0,
        label: visitWords().skipReason[reason],
      }),
    )}
  </fieldset>`;
}

function transfer(others: readonly CodeLabel[]) {
  return selectField({
    id: 'counter',
    label: toolWords().toCounter,
    prompt: toolWords().chooseCounter,
    required: true,
    options: others.map(({ code, label }) => [code, label]),
  });
}

function resolving() {
  return html`${selectField({
    id: 'cause',
    label: toolWords().cause,
    options: resolveCauses.map((code) => [code, incidentWords()[code]]),
  })}
  ${areaField({ id: 'reason', label: deskWords().reason, rows: 3, max: 500, required: true })}`;
}
