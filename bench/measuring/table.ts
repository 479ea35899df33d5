type Cell = string | number;

/** A table of a page in Markdown, whose columns stand below each other. */
export function table(head: readonly string[], body: readonly (readonly Cell[])[]): string {
  const lines = [head, ...body.map((cells) => cells.map(String))];
  const widths = head.map((_title, column) =>
    Math.max(3, ...lines.map((cells) => (cells[column] ?? '').length)),
  );
  const toLine = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (column === 0 ? (cells[column] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width))).join(' | ')} |`;
  const [titles = [], ...rest] = lines;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [toLine(titles), rule, ...rest.map(toLine)].join('\n');
}
