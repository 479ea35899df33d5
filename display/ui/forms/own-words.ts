import { shortDayOf } from '../words/format.ts';
import { inLanguage } from '../words/words.ts';

type Checked = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const id = {
  required: 'Wajib diisi.',
  choose: 'Pilih salah satu.',
  tick: 'Beri tanda centang.',
  email: 'Tulis alamat e-mail, misalnya nama@contoh.id.',
  least: (bound: string) => `Paling kecil ${bound}.`,
  most: (bound: string) => `Paling besar ${bound}.`,
  first: (day: string) => `Paling awal ${day}.`,
  last: (day: string) => `Paling akhir ${day}.`,
  longer: (n: number) => `Tulis sedikitnya ${n} huruf.`,
  wrong: 'Isian ini belum benar.',
};
const en: typeof id = {
  required: 'Please fill this in.',
  choose: 'Please choose one.',
  tick: 'Please tick this.',
  email: 'Write an e-mail address, such as name@example.com.',
  least: (bound) => `At least ${bound}.`,
  most: (bound) => `At most ${bound}.`,
  first: (day) => `From ${day} on.`,
  last: (day) => `Until ${day} at most.`,
  longer: (n) => `Write at least ${n} letters.`,
  wrong: 'This is not right yet.',
};

/** For `@invalid` of a form, or of what is around a field: what is wrong with a field stands beside it, in our words and not in the browser's bubble. */
export const inOurWords = {
  capture: true, // the event of a field does not bubble
  handleEvent(event: Event): void {
    event.preventDefault();
    const control = event.target as Checked;
    tell(control, wordOf(control));
    const first = control.form?.querySelector('input:invalid, select:invalid, textarea:invalid') ?? control;
    if (first === control) control.focus();
  },
};

function wordOf(control: Checked): string {
  const texts = inLanguage({ id, en });
  const { validity, type } = control;
  const bound = (name: 'min' | 'max'): string => control.getAttribute(name) ?? '';
  if (validity.valueMissing) {
    if (type === 'checkbox') return texts.tick;
    return control.localName === 'select' || type === 'radio' ? texts.choose : texts.required;
  }
  if (validity.typeMismatch && type === 'email') return texts.email;
  if (validity.patternMismatch && control.title !== '') return control.title; // what the pattern asks for
  if (validity.tooShort) return texts.longer(Number(control.getAttribute('minlength')));
  const isDay = type === 'date';
  if (validity.rangeUnderflow)
    return isDay ? texts.first(shortDayOf(bound('min'))) : texts.least(bound('min'));
  if (validity.rangeOverflow) return isDay ? texts.last(shortDayOf(bound('max'))) : texts.most(bound('max'));
  return texts.wrong;
}

/** Puts a word after a field, or after the label around it, until the field is changed. */
function tell(control: Checked, word: string): void {
  const place = control.closest('label') ?? control;
  const before = place.nextElementSibling;
  if (before instanceof HTMLElement && before.dataset['told'] !== undefined) {
    before.textContent = word;
    return;
  }
  const told = document.createElement('span');
  told.className = 'fault';
  told.id = `${control.id || control.name}-told`;
  told.dataset['told'] = '';
  told.setAttribute('role', 'alert');
  told.textContent = word;
  place.after(told);
  const described = control.getAttribute('aria-describedby');
  control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-describedby', [described, told.id].filter(Boolean).join(' '));
  const clear = (): void => {
    told.remove();
    control.removeAttribute('aria-invalid');
    if (described === null) control.removeAttribute('aria-describedby');
    else control.setAttribute('aria-describedby', described);
  };
  control.addEventListener('input', clear, { once: true });
}
