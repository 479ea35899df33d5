import { parser } from '@prometheus-io/lezer-promql';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** One condition on a label, e.g. `office!="9999"`. */
export interface Matcher {
  readonly label: string;
  readonly op: string;
  readonly value: string;
}

/** A metric as an expression asks for it, with what is nearest around it. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  readonly insideFunction: string | null;
  readonly insideAggregation: string | null;
}

/** The labels of a `by`, `without`, `on` or `ignoring`, and the metrics they speak of. */
export interface Grouping {
  readonly keeps: boolean;
  readonly labels: readonly string[];
  readonly metrics: readonly string[];
}

/** What an expression asks for. Throws where it is no PromQL. */
export function readPromql(expression: string): { selectors: Selector[]; groupings: Grouping[] } {
  const textOf = (node: SyntaxNode | null): string => (node ? expression.slice(node.from, node.to) : '');
  const top = parser.parse(expression).topNode;
  if (nodesIn(top, '⚠').length > 0) throw new Error(`no PromQL: ${expression}`);
  const metricOf = (node: SyntaxNode): string => textOf(node.getChild('Identifier'));

  const selectors = nodesIn(top, 'VectorSelector').map((node) => ({
    metric: metricOf(node),
    matchers: nodesIn(node, 'UnquotedLabelMatcher').map((matcher) => ({
      label: textOf(matcher.getChild('LabelName')),
      op: textOf(matcher.getChild('MatchOp')),
      value: textOf(matcher.getChild('StringLiteral')).slice(1, -1),
    })),
    insideFunction: textOf(around(node, ['FunctionCall'])?.getChild('FunctionIdentifier') ?? null) || null,
    insideAggregation: textOf(around(node, ['AggregateExpr'])?.getChild('AggregateOp') ?? null) || null,
  }));

  const groupings = nodesIn(top, 'GroupingLabels').map((node) => ({
    keeps: textOf(node.parent).startsWith('by') || textOf(node.parent).startsWith('on'),
    labels: nodesIn(node, 'LabelName').map(textOf),
    metrics: nodesIn(around(node, ['AggregateExpr', 'BinaryExpr']) ?? top, 'VectorSelector').map(metricOf),
  }));
  return { selectors, groupings };
}

function nodesIn(root: SyntaxNode, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  root.cursor().iterate((node) => {
    const isInside = node.from >= root.from && node.to <= root.to;
    if (isInside && (name === '⚠' ? node.type.isError : node.name === name)) found.push(node.node);
  });
  return found;
}

function around(node: SyntaxNode, names: readonly string[]): SyntaxNode | null {
  for (let outer = node.parent; outer; outer = outer.parent) if (names.includes(outer.name)) return outer;
  return null;
}
