/** Something an operator should know, though visits can be carried out. */
export interface Finding {
  /** Whole sentences. */
  readonly message: string;
  /** What mends it, as typed into a shell. */
  readonly command?: string;
}

/** The text of findings for a screen. */
export function findingsText(findings: readonly Finding[]): string {
  return findings
    .map(({ message, command }) => (command === undefined ? `${message}\n` : `${message}\n  ${command}\n`))
    .join('');
}
