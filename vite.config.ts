import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { pages } from './domain/pages.mjs';

const root = fileURLToPath(new URL('./display', import.meta.url));

/** Nothing is painted without the style sheets, so on a slow line they go before the scripts. */
const styleSheetsFirst: Plugin = {
  name: 'style sheets first',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      const sheets = html.match(/ *<link rel="stylesheet".*\n/g) ?? [];
      const rest = sheets.reduce((text, sheet) => text.replace(sheet, ''), html);
      return rest.replace(/ *<script /, (script) => sheets.join('') + script);
    },
  },
};

/** Every page, built for the oldest TV browser. */
export default defineConfig({
  root,
  publicDir: 'public',
  plugins: [styleSheetsFirst],
  build: {
    outDir: '../dist/pages',
    emptyOutDir: true,
    target: 'chrome85',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: pages.map(({ folder }) => `${root}/${folder}/index.html`),
      // one file of what most pages need, not ten: each costs a slow line its own way there and back; but what
      // does something by being loaded stays apart, or it would do so on pages that never asked for it, and what
      // forms are made of comes with the first form: the phone's page is there before, names no other page, and
      // nobody signs in on it
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'ui',
              minShareCount: 7,
              test: /^(?!.*(?:steady|forms\/fields|forms\/own-words|ui\/catalogue|office-head|domain\/(?:pages|members|visitors\/guest-book)|ui\/account|wrong-office|dialog-styles|\/directive|card-styles|kept-text|softcopies\/size))/,
            },
            // what the phone's page needs besides and few others do: five scraps, together
            {
              name: 'visit',
              test: /domain\/visits\/(?:steps|typing)\.|ui\/office\/(?:closing|office-notice)\.|ui\/forms\/drafts\./,
            },
          ],
        },
      },
    },
  },
});
