import type { Block, Letter } from './letters.ts';

/**
 * Markup in which every text is escaped: `markup` alone makes it, of its own literal pieces, of other markup and of
 * texts, so that nothing from outside becomes a tag or leaves its attribute.
 */
class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

type Filling = string | Markup | readonly Markup[];

function markup(pieces: TemplateStringsArray, ...fillings: readonly Filling[]): Markup {
  return new Markup(pieces.map((piece, index) => piece + filled(fillings[index] ?? '')).join(''));
}

function filled(filling: Filling): string {
  if (typeof filling === 'string') return escaped(filling);
  return filling instanceof Markup ? filling.html : filling.map(({ html }) => html).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** Readable with and without it, in bright and dark readers; nothing is loaded from anywhere. */
const style = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 24px 16px; font: 16px/1.5 system-ui, 'Segoe UI', Roboto, Arial, sans-serif; color: #14212b; background: #ffffff; }
main { max-width: 36em; margin: 0 auto; }
h1 { font-size: 18px; margin: 0 0 24px; padding-top: 16px; border-top: 4px solid #0099cc; }
section + section { margin-top: 32px; padding-top: 24px; border-top: 1px solid #8795a1; }
p { margin: 0 0 16px; }
a { color: #00538c; overflow-wrap: anywhere; }
a.open { display: inline-block; padding: 12px 20px; font-weight: 600; color: #ffffff; background: #003d82; border-radius: 8px; text-decoration: none; }
.address { font-size: 13px; }
table { margin: 0 0 16px; border-collapse: collapse; }
td { padding: 0 16px 4px 0; vertical-align: top; }
td + td { padding-right: 0; font-weight: 600; }
@media (prefers-color-scheme: dark) {
  body { color: #eef3f6; background: #101a21; }
  a { color: #8cc8f5; }
  a.open { color: #101a21; background: #8cc8f5; }
}
`;

/** The part of a letter with headings and links; readers that show no styles show it whole as well. */
export function toHtml({ heading, pages }: Letter, { title }: { title: string }): string {
  const sections = pages.map(
    ({ language, blocks }) => markup`<section lang="${language}">
${blocks.map(toBlock)}</section>
`,
  );
  const { html } = markup`<!doctype html>
<html lang="${pages[0]?.language ?? ''}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
${sections}</main>
</body>
</html>
`;
  return html;
}

function toBlock(block: Block): Markup {
  if (typeof block === 'string') {
    return markup`<p>${block}</p>
`;
  }
  if ('link' in block) {
    return markup`<p><a class="open" href="${block.link}">${block.name}</a></p>
<p class="address"><a href="${block.link}">${block.link}</a></p>
`;
  }
  const rows = block.facts.map(
    ([name, fact]) => markup`<tr><td>${name}</td><td>${fact}</td></tr>
`,
  );
  return markup`<table role="presentation">
${rows}</table>
`;
}
