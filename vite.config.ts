import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('./display', import.meta.url));
const pages = ['start', 'board', 'kiosk', 'desk', 'visitor', 'check', 'supervisor', 'admin', 'history'];

/** Every page of `display/` with an index.html, built for the oldest TV browser. */
export default defineConfig({
  root,
  publicDir: 'public',
  build: {
    outDir: '../dist/pages',
    emptyOutDir: true,
    target: 'chrome85',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: pages.map((page) => `${root}/${page}/index.html`) },
  },
});
