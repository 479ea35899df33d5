import { html, nothing } from 'lit';
import './scroll-box.ts';

/** A table that scrolls sideways by itself. A row is its cells; no heads, no head row; `nothing` heads a column without a name. */
export function table(heads: readonly unknown[], rows: readonly (readonly unknown[])[]) {
  return html`<scroll-box>
    <table>
      ${
        heads.length === 0
          ? nothing
          : html`<thead>
              <tr>
                ${heads.map((head) => (head === nothing ? html`<td></td>` : html`<th>${head}</th>`))}
              </tr>
            </thead>`
      }
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </scroll-box>`;
}
