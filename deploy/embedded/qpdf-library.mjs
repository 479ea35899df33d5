// Fetches qpdf. Plain JavaScript, because the set-up runs under Node 20.
import { findLibrary, libraryFolder } from '../../pdf/library.mjs';
import { fetchByPip } from './pip.mjs';

/** The wheel with qpdf 12.4.2 inside; the hash is checked by pip. Only its library is used, no Python. */
const wheel =
  'pikepdf==10.18.0 --hash=sha256:bb8b5505a55a0b15e0468759c19531bd0c7aac4b7f8938dca94f62525eb79b04';

/** The wheel is of one Python's kind, whichever this machine has. */
const anyPython = [
  ...['--only-binary=:all:', '--platform=manylinux_2_28_x86_64'],
  ...['--implementation=cp', '--python-version=3.12', '--abi=cp312'],
];

/** Makes sure that qpdf is there. */
export function ensureQpdf() {
  if (findLibrary() === null) fetchByPip(libraryFolder, wheel, anyPython);
  if (findLibrary() !== null) return;
  throw new Error('qpdf was not found. Install Python 3 with pip.');
}
