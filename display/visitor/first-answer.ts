import { firstAnswerId } from '../../domain/visitors/first-answer.ts';
import type { FirstAnswer } from '../../wire/visitors.ts';

/** What the page came with, or null when the server could not tell. */
export function readFirstAnswer(): FirstAnswer | null {
  const text = document.getElementById(firstAnswerId)?.textContent;
  return text ? (JSON.parse(text) as FirstAnswer) : null;
}
