import { parser } from '@prometheus-io/lezer-promql';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** A metric named in an expression, its conditions, and the calls and aggregations around it, innermost first. */
export interface Selector {
  readonly metric: string;
  readonly matchers: Readonly<Record<string, string>>;
  readonly around: readonly string[];
}

/** Every selector of an expression; a syntax error throws. Variables must be filled in. */
export function selectorsOf(expression: string): Selector[] {
  const found: Selector[] = [];
  parser.parse(expression).iterate({
    enter: ({ type, node, from, to }) => {
      if (type.isError) throw new Error(`no PromQL near "${expression.slice(from, to + 20)}": ${expression}`);
      if (type.name === 'VectorSelector') found.push(selectorAt(node, expression));
    },
  });
  return found;
}

function selectorAt(node: SyntaxNode, expression: string): Selector {
  const textOf = (part: SyntaxNode): string => expression.slice(part.from, part.to);
  const name = node.getChild('Identifier');
  const matchers = (node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map((part) => {
    const label = part.getChild('LabelName');
    if (!label) throw new Error(`no label in "${textOf(part)}"`);
    return [textOf(label), textOf(part).slice(textOf(label).length)] as const;
  });
  const around: string[] = [];
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (outer.name === 'FunctionCall') around.push(textOf(outer.getChild('FunctionIdentifier') ?? outer));
    if (outer.name === 'AggregateExpr') {
      const modifier = outer.getChild('AggregateModifier');
      const operator = outer.getChild('AggregateOp');
      around.push(
        [operator, modifier]
          .map((part) => (part ? textOf(part) : ''))
          .join(' ')
          .trim(),
      );
    }
  }
  return { metric: name ? textOf(name) : '', matchers: Object.fromEntries(matchers), around };
}
