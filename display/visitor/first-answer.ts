import { firstAnswerId } from '../../domain/visitors/first-answer.ts';
import type { FirstAnswer } from '../../wire/visitors/visitors.ts';

/** The data in the served page, or null when the server had none. */
export function readFirstAnswer(): FirstAnswer | null {
  const text = document.getElementById(firstAnswerId)?.textContent;
  return text ? (JSON.parse(text) as FirstAnswer) : null;
}
